"""The rules: a module's name is its code, its docstring the manual page, ``check`` the rule."""

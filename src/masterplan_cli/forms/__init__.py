"""Excel: any table of the books as a sheet, and forms for the OPDs, out and back without loss.

In: a loaded plan; returned workbooks. Out: bytes of workbooks; findings and changes of YAML.
"""

"""A form leaves: one workbook for an OPD, made by XlsxWriter.

In: ``Form`` and an OPD. Out: bytes. Modules by noun: ``looks`` formats, ``sheet`` one sheet of
records, ``checks`` what its cells take, ``lists`` drop-downs, ``cover`` the first sheet.
"""

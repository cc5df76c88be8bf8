"""The brief: a document of plain runs, laid out on A4 pages and written as PDF.

`document` says what a brief is made of; `pdf.write` makes the file. No text is ever parsed for mark-up.
"""

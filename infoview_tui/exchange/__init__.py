"""Other programs' formats: domain values in and out.

In: `recognise.read_people` reads any accepted file into drafts, `matching.match` sets them against
the contacts. Out: `markdown`, `vcard`, `ics`, `csv_files`, `json_file` turn records into text,
`redaction` makes them fit for sharing, `files` puts them on the disk. `importing` and `exporting`
join these to a journal.
"""

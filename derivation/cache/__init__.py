"""Reports kept between runs, so that what is unchanged is not proved again.

`key` says what a report depends on; `stamp` what the program is; `codec` writes a report
as JSON and reads it back; `store` keeps the files. A cache never changes a verdict: what
is in doubt (a damaged file, a report that ran out of its limits) is computed anew.
Nothing here imports the engine.
"""

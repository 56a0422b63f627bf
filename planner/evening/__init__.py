"""The evening itself, as pure functions of what is kept about it and of the time.

Nothing here reads a clock or a file: whoever asks gives the facts and an aware `datetime`. What a
function changes it returns as records to be saved, in one unit of writing with the reading of the
facts, so that two programs at once never lose anything.
"""

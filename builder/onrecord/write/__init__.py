"""Writing a site: each file whole, in the order given, what is ours and no longer wanted removed, the manifest last."""

from onrecord.write.folder import STATE, Folder, open_folder
from onrecord.write.lock import alone
from onrecord.write.publish import Published, Use, lying, note_states, publish
from onrecord.write.tree import replace_whole

__all__ = ["STATE", "Folder", "Published", "Use", "alone", "lying", "note_states", "open_folder", "publish", "replace_whole"]

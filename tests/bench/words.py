"""The words that the corpus is put together from."""

from __future__ import annotations

PRODUCTS = ("Anvil", "Beacon", "Courier", "Drift", "Ember", "Ferry", "Granite", "Harbour")
COMPONENTS = ("accounts", "alerts", "api", "billing", "export", "import", "mobile", "reports", "search", "sync")
TAGS = (
    *("accessibility", "android", "audit", "backup", "csv", "currency", "data-loss", "docs", "email", "firefox", "invoices", "ios"),
    *("locale", "login", "performance", "permissions", "pdf", "quota", "regression", "safari", "security", "timeout", "ui", "vat"),
)
FIRST = (
    "Adaeze",
    "Bo",
    "Chloé",
    "Dorota",
    "Emil",
    "Fatou",
    "Goran",
    "Hana",
    "Inés",
    "Jun",
    "Kaisa",
    "Leif",
    "Maeve",
    "Nuru",
    "Øystein",
)
LAST = ("Aydın", "Brandt", "Castro", "Dubois", "Eriksen", "Farkas", "Greco", "Haddad", "Ito", "Jansen", "Kovač", "Lind", "Moreau")

SUBJECTS = (
    *("The export", "Our nightly sync", "The invoice page", "The webhook", "The mobile client", "The audit trail"),
    *("The search index", "The login form", "The import wizard", "The weekly report", "The API token", "The admin console"),
)
FAULTS = (
    *("fails", "times out", "shows stale rows", "drops the last record", "counts entries twice", "hangs at 98%"),
    *("ignores the time zone", "prints the wrong currency", "logs everyone out", "refuses valid input"),
    *("stops after the first page", "cuts off long names"),
)
WHEN = (
    *("since the last release", "every morning around six", "after a change of password", "with more than 500 rows"),
    *("for accounts made before 2021", "whenever two people edit at once", "on slow connections", "behind our proxy"),
    *("once the language is switched", "only on the second attempt"),
)
COMPLAINTS = (
    "We have lost most of a day to this, and our own customers are starting to notice.",
    "It can be reproduced with a new account that has nothing else switched on.",
    "Nothing on the status page mentions an incident for that time.",
    "Our bookkeeping has to correct the numbers by hand at the end of each month.",
    "The request identifiers stand below, so that you can find them in your logs.",
    "The documentation says that this is retried automatically, yet it isn't.",
    "An earlier ticket was closed without an answer, which is why there is a new one.",
    "We went back to the older client to rule out a change on our side and saw no difference.",
    "The same steps worked in the version before, so it looks like a regression.",
    "Could you tell us whether a fix is planned, and for which release?",
)
REPLIES = (
    "Thank you for the detailed report; we could reproduce it on a test account.",
    "The cause is a cache whose key holds the account but not the workspace.",
    "We are sorry for the trouble, and for the time it took us to answer.",
    "A first remedy has been in place in the European region since this morning.",
    "The lasting fix needs a change of the schema, which we plan for the next minor release.",
    "Until then the steps below keep the data complete, at the price of a slower run.",
    "We will write here when the change is out, and not before it is verified.",
    "About two in a hundred accounts are affected, and we have written to each of them.",
    "An earlier answer of ours was wrong: the limit holds for a token, not for an account.",
    "We have added an automated check, so that this can't come back unnoticed.",
)
NOUNS = (
    *("backoff", "batch", "bucket", "buffer", "cursor", "digest", "header", "ledger", "locale", "mirror", "offset", "payload"),
    *("queue", "quota", "region", "replica", "retry", "schema", "scope", "session", "shard", "snapshot", "tenant", "worker"),
)
REGIONS = ("eu-west", "us-east", "ap-south")

"""What must never reach the index: files that hold passwords and keys, told by their name or their first bytes.

Source files stay in, whatever they are called: `secret.rs` and `keys.py` are code.
"""

from __future__ import annotations

import re

_NAMES = {
    **dict.fromkeys(("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk"), "private key"),
    **dict.fromkeys(
        (
            *(".netrc", "_netrc", ".npmrc", ".pypirc", ".pgpass", ".my.cnf", ".htpasswd", ".git-credentials"),
            *(".dockercfg", ".vault_pass", ".vault-token", ".s3cfg", ".boto", ".envrc"),
            *("credentials", "credentials.json", "credentials.toml", "credentials.yaml", "credentials.yml"),
            *("secrets.json", "secrets.toml", "secrets.yaml", "secrets.yml", "secrets.ini", "secrets.env"),
            *("client_secret.json", "kubeconfig", "service-account.json", "service_account.json"),
        ),
        "credentials",
    ),
}
_SUFFIXES = {
    **dict.fromkeys((".pem", ".key", ".p12", ".pfx", ".ppk", ".p8", ".pkcs12"), "private key"),
    **dict.fromkeys((".jks", ".keystore", ".kdbx", ".bks"), "key store"),
    **dict.fromkeys((".tfvars", ".tfvars.json", ".tfstate", ".tfstate.backup", ".kubeconfig"), "credentials"),
}
_ENDINGS = tuple(_SUFFIXES)
_FOLDERS = frozenset({".ssh", ".aws", ".gnupg", ".kube"})
_HARMLESS_ENV = (".example", ".sample", ".template", ".dist")
_HEAD = 8192
# compiled with the first file that names a private key
_KEY_LINE = rb"^[ \t]*-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----"
_KEY_IN_TEXT = rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:\\r|\\n|[\s\"'+\\])*[A-Za-z0-9+/]{40}"


def looks_secret(path: str) -> str | None:
    """Tell by its path what secret a file holds, None if it looks harmless; capitals do not matter."""
    *folders, name = path.lower().split("/")
    if name in _NAMES:
        return _NAMES[name]
    if name == ".env" or name.startswith(".env."):
        return None if name.endswith(_HARMLESS_ENV) else "environment file"
    if name.endswith(_ENDINGS):
        return next(kind for ending, kind in _SUFFIXES.items() if name.endswith(ending))
    if name.endswith(".env"):
        return "environment file"
    if not _FOLDERS.isdisjoint(folders) or (name == "config.json" and folders[-1:] == [".docker"]):
        return "credentials folder"
    return None


def holds_private_key(data: bytes) -> bool:
    """Tell whether the first 8 KiB of a file hold a private key in PEM form.

    A line that begins with the marker counts, and a marker in the middle of a line if a key follows; source code
    that only looks for the marker does not.
    """
    head = data[:_HEAD]
    return b"PRIVATE KEY" in head and bool(re.search(_KEY_LINE, head, re.MULTILINE) or re.search(_KEY_IN_TEXT, head))

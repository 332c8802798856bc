"""Secrets are told from code."""

from __future__ import annotations

import pytest

from codegraph.discover.content import SkipReason, content_fault, looks_binary, wide_encoding
from codegraph.discover.languages import LANGUAGES, language_of, language_of_head
from codegraph.discover.secrets import holds_private_key, looks_secret

BODY = b"MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"


@pytest.mark.parametrize(
    "path",
    [
        *(".env", ".env.local", "app/.ENV.production", "prod.env", ".envrc", "id_rsa", "keys/id_ed25519", "a.pem"),
        *("server.key", "cert.p12", "cert.PFX", "store.jks", "debug.keystore", ".netrc", ".npmrc", ".pypirc"),
        *(".aws/credentials", ".aws/config", ".git-credentials", ".kube/config", "kubeconfig", "prod.tfvars"),
        *("terraform.tfstate", "terraform.tfstate.backup", "config/secrets.yaml", "secrets.toml", "credentials.json"),
        *(".docker/config.json", ".ssh/known_hosts", "vault.kdbx"),
    ],
)
def test_a_secret_is_known_by_its_name(path: str) -> None:
    assert looks_secret(path)


@pytest.mark.parametrize(
    "path",
    [
        *("secret.rs", "keys.py", "src/credentials.rs", ".env.example", ".env.sample", "id_rsa.pub", "environment.ts"),
        *(
            "secrets/mod.rs",
            "src/env.rs",
            "docker/config.json",
            "keyboard.c",
            "aws/credentials.go",
            "pem.rs",
            "netrc.go",
        ),
    ],
)
def test_code_about_secrets_is_no_secret(path: str) -> None:
    assert looks_secret(path) is None


@pytest.mark.parametrize(
    "data",
    [
        b"-----BEGIN PRIVATE KEY-----\n" + BODY,
        b"-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\n",
        b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n",
        b"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ\n",
        b"Bag Attributes\n  -----BEGIN EC PRIVATE KEY-----\n",
        b'const KEY: &str = "-----BEGIN PRIVATE KEY-----\\n' + BODY + b'";',
        b'KEY = ("-----BEGIN PRIVATE KEY-----\\n"\n    "' + BODY + b'")',
    ],
)
def test_a_private_key_is_known_by_its_bytes(data: bytes) -> None:
    assert holds_private_key(data)
    assert content_fault(data) == (SkipReason.SECRET, "private key")


@pytest.mark.parametrize(
    "data",
    [
        b'if data.starts_with("-----BEGIN PRIVATE KEY-----") { return true; }',
        b"-----BEGIN PUBLIC KEY-----\n" + BODY,
        b"-----BEGIN CERTIFICATE-----\n" + BODY,
        b"// expects a PRIVATE KEY in PEM form\n",
        b"x" * 9000 + b"\n-----BEGIN PRIVATE KEY-----\n" + BODY,
        b"",
    ],
)
def test_code_that_looks_for_keys_is_no_key(data: bytes) -> None:
    assert not holds_private_key(data)


def test_binary_text_and_wide_text_are_told_apart() -> None:
    assert looks_binary(b"a\x00b")
    assert not looks_binary(b"a" * 9000 + b"\x00")
    assert not looks_binary(b"caf\xe9")
    assert wide_encoding("text".encode("utf-16")) == "utf-16"
    assert wide_encoding("text".encode("utf-32")) == "utf-32"
    assert wide_encoding(b"\xef\xbb\xbftext") == ""
    assert content_fault("text".encode("utf-16")) == (SkipReason.ENCODING, "utf-16")
    assert content_fault(b"\x7fELF\x00") == (SkipReason.BINARY, "NUL byte")
    assert content_fault(b"caf\xe9") is None


@pytest.mark.parametrize(
    ("path", "language"),
    [
        *(("src/lib.rs", "rust"), ("a.PY", "python"), ("x.tsx", "tsx"), ("x.d.ts", "typescript"), ("x.hpp", "cpp")),
        *(("Makefile", "make"), ("Dockerfile", "dockerfile"), ("go.mod", "text"), ("x.proto", "protobuf")),
        *(("LICENSE", "text"), ("unknown.xyz", None), ("noending", None), (".rs", None), ("dir.rs/file", None)),
    ],
)
def test_a_name_tells_the_language(path: str, language: str | None) -> None:
    assert language_of(path) == language
    assert language is None or language in LANGUAGES


@pytest.mark.parametrize(
    ("head", "language"),
    [
        (b"#!/bin/sh\n", "bash"),
        (b"#!/usr/bin/env python3\nx", "python"),
        (b"#!/usr/bin/env -S FOO=1 deno run\n", "typescript"),
        (b"#! /usr/bin/python3.12 -E", "python"),
        (b"#!/opt/strange\n", "text"),
        (b"#!\n", "text"),
        (b"#!\xff\xfe", "text"),
        (b"plain", "text"),
    ],
)
def test_a_first_line_tells_the_language(head: bytes, language: str) -> None:
    assert language_of_head(head) == language

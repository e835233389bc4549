"""The conditions of the rules of the firewall, in few words."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk.aws_wafv2 import CfnWebACL

Statement = CfnWebACL.StatementProperty
Field = CfnWebACL.FieldToMatchProperty


def path(constraint: str, text: str) -> Statement:
    """Whether the address without its query holds a text, decoded as the API decodes it."""
    return _matches(Field(uri_path={}), constraint, text, "URL_DECODE")


def header(name: str, constraint: str, text: str) -> Statement:
    """Whether a header holds a text, in whatever case."""
    return _matches(Field(single_header={"Name": name}), constraint, text, "LOWERCASE")


def has_label(label: str) -> Statement:
    """Whether a rule before has labelled the request."""
    return _labelled("LABEL", label)


def has_label_of(group: str) -> Statement:
    """Whether a managed group of rules has labelled the request."""
    return _labelled("NAMESPACE", group)


def all_of(statements: Sequence[Statement]) -> Statement:
    """Whether all of them hold."""
    return Statement(and_statement=CfnWebACL.AndStatementProperty(statements=list(statements)))


def any_of(statements: Sequence[Statement]) -> Statement:
    """Whether one of them holds, at least."""
    if len(statements) == 1:
        return statements[0]
    return Statement(or_statement=CfnWebACL.OrStatementProperty(statements=list(statements)))


def none_of(statements: Sequence[Statement]) -> Statement:
    """Whether none of them holds."""
    return Statement(not_statement=CfnWebACL.NotStatementProperty(statement=any_of(statements)))


def _matches(field: Field, constraint: str, text: str, transformed: str) -> Statement:
    return Statement(
        byte_match_statement=CfnWebACL.ByteMatchStatementProperty(
            field_to_match=field,
            positional_constraint=constraint,
            search_string=text,
            text_transformations=[
                CfnWebACL.TextTransformationProperty(priority=0, type=transformed)
            ],
        )
    )


def _labelled(scope: str, key: str) -> Statement:
    return Statement(
        label_match_statement=CfnWebACL.LabelMatchStatementProperty(scope=scope, key=key)
    )

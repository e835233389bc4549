"""The state machine that spreads a file in S3 over many runs of the function."""

from __future__ import annotations

from typing import Any

ROWS_OF_BATCH = 500
MOST_AT_ONCE = 100
"""Runs of the function at the same time: a tenth of an account's usual limit."""
MOST_FAILED_PERCENT = 0
"""A row that cannot be computed is an answer of its own: a run that fails is a fault."""


def state_machine(function_arn: str, bucket: str) -> dict[str, Any]:
    """The definition. Its input names the file (``key``) and where results go (``results``)."""
    return {
        "StartAt": "Rows",
        "States": {
            "Rows": {
                "Type": "Map",
                "ItemReader": {
                    "Resource": "arn:aws:states:::s3:getObject",
                    "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
                    "Parameters": {"Bucket": bucket, "Key.$": "$.key"},
                },
                "ItemSelector": {
                    "index.$": "$$.Map.Item.Index",
                    "row.$": "$$.Map.Item.Value",
                },
                "ItemBatcher": {"MaxItemsPerBatch": ROWS_OF_BATCH},
                "MaxConcurrency": MOST_AT_ONCE,
                "ToleratedFailurePercentage": MOST_FAILED_PERCENT,
                "ItemProcessor": {
                    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                    "StartAt": "Answer",
                    "States": {"Answer": _answer(function_arn)},
                },
                "ResultWriter": {
                    "Resource": "arn:aws:states:::s3:putObject",
                    "Parameters": {"Bucket": bucket, "Prefix.$": "$.results"},
                },
                "End": True,
            }
        },
    }


def _answer(function_arn: str) -> dict[str, Any]:
    return {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Parameters": {"FunctionName": function_arn, "Payload.$": "$"},
        "OutputPath": "$.Payload",
        "Retry": [
            {
                "ErrorEquals": ["Lambda.TooManyRequestsException", "Lambda.ServiceException"],
                "IntervalSeconds": 2,
                "BackoffRate": 2,
                "MaxAttempts": 6,
            }
        ],
        "End": True,
    }

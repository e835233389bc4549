"""What can go wrong with a request, to the Belgian interoperability guide (Belgif REST guide)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from functions.forms.errors import FieldError, ParseErrorCode
from functions.law.core.errors import ValidationErrorCode

BELGIF = "urn:problem-type:belgif"
OURS = "urn:problem-type:alimenta"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A type of problem: its name, its title (constant, in English) and its status.

    ``key`` is where the words of each language explain it, under ``errors.problems``.
    """

    type: str
    title: str
    status: int
    key: str


class Problems(Enum):
    """Every problem that an answer of ours can be."""

    BAD_REQUEST = ProblemType(f"{BELGIF}:badRequest", "Bad Request", 400, "bad_request")
    NOT_FOUND = ProblemType(
        f"{BELGIF}:resourceNotFound", "Resource not found", 404, "resource_not_found"
    )
    METHOD_NOT_ALLOWED = ProblemType(
        f"{OURS}:methodNotAllowed", "Method Not Allowed", 405, "method_not_allowed"
    )
    NOT_ACCEPTABLE = ProblemType(f"{OURS}:notAcceptable", "Not Acceptable", 406, "not_acceptable")
    TOO_LARGE = ProblemType(
        f"{BELGIF}:payloadTooLarge", "Payload Too Large", 413, "payload_too_large"
    )
    UNSUPPORTED = ProblemType(
        f"{OURS}:unsupportedMediaType", "Unsupported Media Type", 415, "unsupported_media_type"
    )
    TOO_MANY = ProblemType(
        f"{BELGIF}:tooManyRequests", "Too Many Requests", 429, "too_many_requests"
    )
    INTERNAL = ProblemType(
        f"{BELGIF}:internalServerError", "Internal Server Error", 500, "internal_server_error"
    )
    UNAVAILABLE = ProblemType(
        f"{BELGIF}:serviceUnavailable", "Service Unavailable", 503, "service_unavailable"
    )
    FORBIDDEN = ProblemType(
        f"{BELGIF}:missingPermission", "Missing Permission", 403, "missing_permission"
    )
    KEY_REUSED = ProblemType(
        f"{OURS}:idempotencyKeyReused", "Idempotency Key Reused", 409, "idempotency_key_reused"
    )


class IssueTypes(Enum):
    """Every type of issue that a bad request can name. The status is that of the request."""

    SCHEMA_VIOLATION = ProblemType(
        f"{BELGIF}:input-validation:schemaViolation",
        "Input value is invalid with respect to the schema",
        400,
        "schema_violation",
    )
    UNKNOWN_INPUT = ProblemType(
        f"{BELGIF}:input-validation:unknownInput", "Unknown input", 400, "unknown_input"
    )
    INVALID_INPUT = ProblemType(
        f"{BELGIF}:input-validation:invalidInput", "Invalid input", 400, "invalid_input"
    )
    OUT_OF_RANGE = ProblemType(
        f"{OURS}:input-validation:outOfRange", "Input value is out of range", 400, "out_of_range"
    )
    REQUIRED_INPUT = ProblemType(
        f"{OURS}:input-validation:requiredInput", "Input is required", 400, "required_input"
    )


TYPE_OF_CODE: Mapping[str, IssueTypes] = {
    ValidationErrorCode.OUT_OF_RANGE: IssueTypes.OUT_OF_RANGE,
    ValidationErrorCode.AFTER: IssueTypes.OUT_OF_RANGE,
    ValidationErrorCode.NOT_IN_PERIOD: IssueTypes.OUT_OF_RANGE,
    ValidationErrorCode.REQUIRED: IssueTypes.REQUIRED_INPUT,
    ValidationErrorCode.DUPLICATE: IssueTypes.INVALID_INPUT,
    ValidationErrorCode.OVERLAPS: IssueTypes.OUT_OF_RANGE,
    ValidationErrorCode.NOT_ALLOWED: IssueTypes.INVALID_INPUT,
    ValidationErrorCode.NOT_KNOWN: IssueTypes.INVALID_INPUT,
    ParseErrorCode.NEGATIVE: IssueTypes.OUT_OF_RANGE,
    ParseErrorCode.UNKNOWN: IssueTypes.UNKNOWN_INPUT,
}
"""The type of each reason; every other one is a violation of the schema."""


def issue_type(code: str) -> ProblemType:
    """The type of issue for a reason."""
    return TYPE_OF_CODE.get(code, IssueTypes.SCHEMA_VIOLATION).value


def problem_type(name: str) -> ProblemType | None:
    """The type of that name (its URN), or ``None``."""
    every = (*Problems, *IssueTypes)
    return next((entry.value for entry in every if entry.value.type == name), None)


class Problem(Exception):
    """Raised to answer a request with a problem instead of what it asked for."""

    def __init__(  # noqa: PLR0913 - these are all the members of a problem
        self,
        kind: Problems,
        issues: Sequence[FieldError] = (),
        *,
        where: str = "body",
        questions: str | None = None,
        within: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what the answer needs: the issues, where they are, and of which questions.

        ``within`` is the member of the body that holds the answers to those questions.
        """
        super().__init__(kind.name)
        self.kind = kind
        self.issues = tuple(issues)
        self.where = where
        self.questions = questions
        self.within = within
        self.headers = headers or {}


def unsupported(*accepted: str) -> Problem:
    """The problem of a body of another type than those that are accepted."""
    return Problem(Problems.UNSUPPORTED, headers={"Accept-Post": ", ".join(accepted)})

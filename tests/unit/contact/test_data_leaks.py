"""Marked values in every field, answer and failure: no log, header or title holds one."""

import json
import re

from tests.logged_run import logged_run

MARK = "CANARY"
SCRIPT = f"""
import os, sys, tempfile, pathlib
mark = "{MARK}"
folder = tempfile.mkdtemp()
for language in ("fr", "nl", "de", "en"):
    page = pathlib.Path(folder, language, "help", "contact", "index.html")
    page.parent.mkdir(parents=True)
    marks = "<!-- simulator:start --><!-- simulator:end -->"
    page.write_text(f"<title>Page</title><main>{{marks}}</main>")
os.environ["PAGES_DIRECTORY"] = folder
from tests.contact_aws import failing, emulated_aws, timed_out
from tests.unit.contact.factories import (
    KEY, OTHER_KEY, ask, post, press_send, token_of, written
)
from tests.unit.contact.delivery.delivering import deliver
from functions.contact import tokens

fields = dict(
    message=f"{{mark}} wrote this message.", email=f"{{mark.lower()}}@example.org", name=mark,
)
replies = []
with emulated_aws() as aws:
    tokens.SOONEST_SECONDS = 0
    given = token_of(ask(**fields))
    replies.append(post(written(**fields, copy=True)))
    replies.append(post(written(**fields, **{{mark: mark}}), OTHER_KEY))
    replies.append(post(mark, mark))
    replies.append(ask(mark, **fields))
    replies.append(press_send(given, **fields, copy="yes"))
    replies.append(press_send(mark, **fields))
    replies.append(press_send(given, **fields, homepage=mark))
    replies.append(press_send(given, **{{**fields, "email": mark}}))
    for operation in ("VerifyMac", "GenerateMac", "UpdateItem", "SendMessage"):
        with failing(operation, timed_out):
            replies.append(press_send(given, **{{**fields, "message": mark * 5}}))
            replies.append(post(written(**{{**fields, "message": mark * 5}}), OTHER_KEY))
    for operation in ("SendEmail", "UpdateItem", "ChangeMessageVisibility"):
        with failing(operation, timed_out):
            deliver(aws, "maintenance")
        aws.show("maintenance")
    aws.sqs.send_message(QueueUrl=aws.queues["maintenance"], MessageBody=mark)
    deliver(aws, "maintenance")
    records = aws.records()
    sent = len(aws.mails())
import json
for reply in replies:
    title = reply.body.partition("<title>")[2].partition("</title>")[0]
    print("ANSWER", json.dumps([reply.status, dict(reply.headers), title]))
print("RECORDS", json.dumps(records))
print("SENT", sent)
"""


def test_typed_values_are_in_page_only_and_not_logged():
    ran = logged_run(SCRIPT)
    everything = (ran.stdout + ran.stderr).lower()
    assert MARK.lower() not in everything
    statuses = {json.loads(line)[0] for line in re.findall(r"ANSWER (.*)", ran.stdout)}
    assert statuses == {202, 400, 503}
    assert '"sendContactMessage"' in ran.stdout
    assert "not delivered" in ran.stdout
    assert re.search(r"SENT [1-9]", ran.stdout)

"""The row of a household that the tests of files start from."""

ADVANCE = {
    "applicationDate": "2025-11-21",
    "applicantLivesInBelgium": "yes",
    "childrenLiveInBelgium": "yes",
    "title.kind": "judgment",
    "title.date": "2022-03-03",
    "title.served": "yes",
    "title.indexation": "none",
    "children[0].birthDate": "2020-01-01",
    "children[0].monthlyMaintenance": "400.00",
    "paymentHistory": "nothing",
    "months": "12",
}

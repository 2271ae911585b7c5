"""Where in the code each claim lives, and what each policy is paid with: the index of MODEL.md.

What a claim says is in `sim.assumptions.claims`; the parameters that it is the source of name it
themselves. Here are the functions. Every name is looked up by a test.
"""

HOMES: dict[str, tuple[str, ...]] = {
    "C01": ("study.measures._customers",),
    "C04": ("rules.listeners_bad", "world.talk.complain_to_others"),
    "C06": ("world.loyalty.debit", "rules.faded"),
    "C07": ("study.measures._money", "study.trial.cost.readings"),
    "C09": ("assumptions.policy.POLICIES", "world.customer.moment"),
    "C10": ("assumptions.policy.ICARE", "assumptions.policy.pull"),
    "C11": ("study.measures._gap", "study.trial.gap.readings"),
    "C12": ("rules.one_ear", "world.failure.happens"),
    "C13a": ("world.second_chance.chances", "rules.self_selection"),
    "C13b": ("world.second_chance.chances", "rules.self_selection"),
    "C14": ("study.measures._money", "study.trial.cost.readings"),
    "C15": ("study.trial.retention.readings",),
    "C16": ("study.trial.retention.readings",),
    "C18": ("study.measures._service", "brief._numbers", "world.customer.moment"),
    "C19": ("rules.second_chance", "rules.hope_lasts", "world.desk.lose_hope"),
    "C21": (
        "world.talk.praise",
        "world.talk.hear_good",
        "world.market.join",
        "study.family.generations",
    ),
    "C22": ("world.customer.moment",),
    "C23": (
        "world.loyalty.is_loyal",
        "world.shocks.is_locked",
        "rules.offer_taken",
        "world.leaving.leave_or_be_held",
    ),
    "C24": ("rules.trained", "world.workforce.learn"),
    "C25": (
        "rules.eased",
        "world.customer.hand_off",
        "world.failure.heard",
        "world.leaving.leave",
    ),
    "C26": ("study.story.tell",),
    "C28": ("world.customer.walk_out", "study.trial.leaving.readings"),
    "C30": ("study.measures._gap", "study.trial.gap.readings"),
    "C32": ("study.measures._money", "study.worth.worth"),
    "C33": ("study.trial.first_visit.readings", "study.worth.worth"),
    "C34": ("rules.effort_strain",),
    "C35": ("world.shocks.temptation",),
    "C36": ("world.talk.praise", "world.talk.hear_good"),
    "C37": ("rules.practised", "rules.coached_half_life", "rules.trained"),
    "C38": ("rules.service_strain", "rules.morale_level", "world.customer.moment"),
    "C39": ("brief.hand_offs_per_visit", "world.customer.hand_off"),
    "C40": ("brief._touchpoints", "world.workforce.feel"),
    "C41": ("rules.visit_factor", "rules.forgiven", "world.customer.go_home"),
    "C42": ("world.workforce.feel", "rules.morale_level"),
    "C43": ("world.workforce.take_over", "rules.trained"),
    "C44": ("world.failure.heard",),
    "C45": ("rules.wait_strain", "world.customer.be_served", "world.desk.close"),
}
"""The functions in which a claim lives, under ``sim``."""

PRICES: dict[str, str] = {
    "staff": "departments.*.wage_per_hour",
    "training": "workforce.training_cost",
    "coaching": "workforce.coaching_cost",
    "authority": "recovery.cost",
    "desk agents": "desk.wage_per_hour",
    "desk hours": "desk.wage_per_hour",
    "asking the silent": "voice.asking_cost",
    "ease of complaining": "voice.ease_cost",
    "standards": "moments.standards_cost",
    "recognition": "workforce.recognition_cost",
    "bonus on the index": "workforce.bonus_cost",
    "hiring for attitude": "workforce.attitude_cost",
    "marketing": "market.marketing_per_year",
    "asking for referrals": "talk.asking_cost",
    "reward for referrals": "talk.reward",
}
"""The parameter that says what each policy costs."""

"""The changes that are tried, in words for those who would make them."""

WORDS = {
    "staff": "One more person where it is busiest",
    "training": "80 hours of training for everybody",
    "coaching": "40 hours of coaching for everybody",
    "authority": "Let the front line put things right",
    "desk agents": "One more person for complaints",
    "desk hours": "Three times the hours for complaints",
    "asking the silent": "Ask three in ten of the silent",
    "ease of complaining": "Make it four times as easy to complain",
    "standards": "Firm standards for every moment",
    "recognition": "Recognise good work, fully",
    "bonus on the index": "A bonus on the daily service index",
    "hiring for attitude": "Hire for attitude",
    "marketing": "Half as much again for winning customers",
    "asking for referrals": "Ask all loyal customers for referrals",
    "reward for referrals": "A reward of 20 for each referral",
    "asking, and answering": "Ask the silent, and triple the hours to answer",
}


def words_of(name: str) -> str:
    """Say a change.

    Examples
    --------
    >>> words_of("authority"), words_of("something new")
    ('Let the front line put things right', 'Something new')
    """
    return WORDS.get(name, name[:1].upper() + name[1:])

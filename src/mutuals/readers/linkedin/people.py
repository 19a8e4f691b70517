"""Who a row is about: by the page's address, else the mail address, else the name.

Of two pages with one name each stays one. A name alone is an address of its own: it is
the only one some files give, and is joined with no other.
"""

from mutuals.archives.names import mail, plain
from mutuals.archives.profiles import linkedin
from mutuals.records import Address

# Whoever downloaded the archive; some of its files do not say who that is.
OWNER = Address("linkedin_owner", "owner of the archive")
_GONE = frozenset({"", "linkedin member", "linkedin-mitglied", "membre de linkedin"})
_MOST = 2000


def person(name: str, url: str = "", mail_address: str = "") -> Address | None:
    """Return a person's address, ``None`` where nothing says who it is.

    >>> person("Ann Lee", "https://www.linkedin.com/in/Ann-Lee/").value
    'ann-lee'
    >>> person("LinkedIn Member")
    """
    name = plain(name)
    page = linkedin(url)
    if page:
        return Address("linkedin", plain(page), name)
    if mail(mail_address):
        return Address("mail", mail(mail_address), name)
    # Not the scheme of pages: whose page is called like that may be anybody.
    return Address("linkedin_name", name, name) if name.casefold() not in _GONE else None


def several(names: str, urls: str) -> tuple[Address, ...]:
    """Return the people some cells list; names and pages go together if as many.

    >>> [one.value for one in several("Ann, Bo", "https://linkedin.com/in/ann,")]
    ['ann']
    """
    pages = [one for one in urls.split(",", _MOST)[:_MOST] if linkedin(one)]
    called = names.split(",", _MOST)[:_MOST]
    if len(pages) == 1:
        called = [names]
    if not pages:
        found = [person(one) for one in called]
    elif len(called) == len(pages):
        found = [person(*one) for one in zip(called, pages, strict=True)]
    else:
        found = [person("", one) for one in pages]
    return tuple({one.value: one for one in found if one}.values())

"""All journeys."""

from tests.torture.journeys.changing import CHANGING
from tests.torture.journeys.looking import LOOKING
from tests.torture.journeys.many import MANY
from tests.torture.journeys.places import PLACES
from tests.torture.journeys.together import TOGETHER

JOURNEYS = (*LOOKING, *CHANGING, *PLACES, *MANY, *TOGETHER)

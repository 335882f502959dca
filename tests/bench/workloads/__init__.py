"""All workloads, in the order in which they are run: what is short comes first."""

from tests.bench.workloads.account import LOOKUP_COMMON, LOOKUP_RARE
from tests.bench.workloads.ack import ACK_FLOOR, ACK_HTTP, ACK_SOCKET
from tests.bench.workloads.arize_call import ARIZE_CALL
from tests.bench.workloads.bulk import BULK_20, BULK_200
from tests.bench.workloads.burst import BURST
from tests.bench.workloads.help_rate import HELP_RATE
from tests.bench.workloads.pages import PAGES
from tests.bench.workloads.replicas import REPLICAS, REPLICAS_WITH_CORES
from tests.bench.workloads.request_life import REQUEST_POSTGRESQL, REQUEST_SQLITE
from tests.bench.workloads.starting import MEMORY, START
from tests.bench.workloads.typeahead import TYPEAHEAD, TYPEAHEAD_AGAIN
from tests.bench.workloads.whole_command import WHOLE_COMMAND

WORKLOADS = (
    ACK_HTTP,
    ACK_FLOOR,
    HELP_RATE,
    ACK_SOCKET,
    WHOLE_COMMAND,
    ARIZE_CALL,
    LOOKUP_RARE,
    LOOKUP_COMMON,
    TYPEAHEAD,
    TYPEAHEAD_AGAIN,
    START,
    MEMORY,
    REQUEST_SQLITE,
    REQUEST_POSTGRESQL,
    *PAGES,
    BURST,
    REPLICAS,
    REPLICAS_WITH_CORES,
    BULK_200,
    BULK_20,
)

"""Compares pages of the website with answers of the API."""

from .compare import Subject, ratio
from .load import GZIP, Load
from .workload import PAGE


class Site:
    """Lines for Lines, which has the servers and the workload."""

    def pages(self):
        self.cached_page()
        self.uncached_page()

    def cached_page(self):
        """Compares a cached page with the cached answer of the API that is nearest in size."""
        size, page = 100_000, "/en/members"
        with self.started([self.servers.ours(self.workload.database(size))]) as running:
            wanted = len(running[0].get(page, dict(GZIP))[2])
            sizes = {limit: len(running[0].get(f"/members?limit={limit}", dict(GZIP))[2]) for limit in range(10, 200, 5)}
            limit = min(sizes, key=lambda limit: abs(sizes[limit] - wanted))
            title = f"cached page, {wanted:,} bytes, and answer of {sizes[limit]:,}"
            subjects = [
                Subject(name, running[0], Load(target=target, headers=GZIP))
                for name, target in (("page", page), ("answer", f"/members?limit={limit}"))]
            for subject in subjects:
                self.warm(subject)
            self.turns(title, subjects)
        self.add(f"{title}: CPU of the page compared with the answer", ratio(*subjects, "cpu"), at_most=1.05)

    @staticmethod
    def warm(subject):
        """Asks until the answer is in the cache, which takes answers that are asked for a second time."""
        for _ in range(3):
            subject.server.get(subject.load.target, dict(GZIP))

    def uncached_page(self):
        """Compares an uncached page with a list, without and with the facets that the page shows. One connection asks,
        because those who ask for the same at once share one answer of a worker."""
        size = 100_000
        facets = "facets=kind,area,topic"
        with self.started([self.servers.ours(self.workload.database(size), http_cacheBytes=0)]) as running:
            subjects = [
                Subject(name, running[0], Load(target=target, headers=GZIP, connections=1))
                for name, target in (
                    ("page", "/en/members"), ("answer", f"/members?limit={PAGE}"),
                    ("answer with facets", f"/members?limit={PAGE}&{facets}"))]
            title = f"uncached list of {PAGE}, gzip, {size:,} members"
            self.turns(title, subjects)
        page, answer, with_facets = subjects
        self.add(f"{title}: CPU of the page compared with the answer", ratio(page, answer, "cpu"), at_most=1.3)
        self.add(
            f"{title}: CPU of the page compared with the answer with facets", ratio(page, with_facets, "cpu"),
            at_most=1.3)

import DirectoryAPI
import HTTPCore
import HTTPServer

/// The metrics of requests.
extension MetricsText {
  mutating func append(_ counts: [RequestCount]) {
    begin(
      "member_directory_http_requests_total", .counter,
      "Requests that were answered, by route, class of status and result of the response cache.")
    append(totals: counts)
    begin(
      "member_directory_http_request_duration_seconds", .histogram,
      "Time from a parsed head to the response in the output of the connection.")
    for count in counts { append(histogram: count) }
  }

  /// Writes the number of requests. A label that has any has a sample of each class, so that the first error
  /// is an increase and not a new time series.
  private mutating func append(totals counts: [RequestCount]) {
    let byLabel = Dictionary(grouping: counts, by: \.label)
    for label in byLabel.keys.sorted(by: { $0.number < $1.number }) {
      let (route, cache) = AllLabels.names(of: label)
      for statusClass in RequestCount.statusClasses {
        let count = byLabel[label]?.first { $0.statusClass == statusClass }?.count ?? 0
        sample(
          "member_directory_http_requests_total",
          ["route": route, "status": "\(statusClass)xx", "cache": cache], count)
      }
    }
  }

  private mutating func append(histogram count: RequestCount) {
    let (route, cache) = AllLabels.names(of: count.label)
    let status = "\(count.statusClass)xx"
    var sum = 0
    for (index, bucket) in count.buckets.enumerated() {
      sum += bucket
      let bounds = RequestCount.bounds
      let bound = bounds.indices.contains(index) ? Self.seconds(bounds[index]) : "+Inf"
      sample(
        "member_directory_http_request_duration_seconds_bucket",
        ["route": route, "status": status, "cache": cache, "le": bound], sum)
    }
    sample(
      "member_directory_http_request_duration_seconds_sum",
      ["route": route, "status": status, "cache": cache], Self.seconds(count.microseconds))
    sample(
      "member_directory_http_request_duration_seconds_count",
      ["route": route, "status": status, "cache": cache], sum)
  }

  /// Every reason has a sample, so that the first refusal is an increase.
  mutating func append(refusals: [(code: String, count: Int)]) {
    begin(
      "member_directory_http_refusals_total", .counter,
      "Requests and connections that were refused before a route was looked for, by the code of the problem.")
    for refusal in refusals {
      sample("member_directory_http_refusals_total", ["code": refusal.code], refusal.count)
    }
  }
}

internal import Directory
internal import HTTPCore

extension KeptAnswer {
  var response: Response {
    var fields = RecordWrite.fields + [Response.Field("Content-Type", "\(MediaType.json.field)")]
    if !tag.isEmpty { fields.append(Response.Field("ETag", tag)) }
    if !location.isEmpty { fields.append(Response.Field("Location", location)) }
    return Response(location.isEmpty ? .ok : .created, fields: fields, body: .bytes(content))
  }
}

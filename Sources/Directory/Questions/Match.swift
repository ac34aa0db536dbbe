/// A member that has requested topics, or topics one step narrower or broader.
package struct Match: Sendable, Equatable {
  package var member: Member
  /// The reasons for the match; shared topics come first.
  package var reasons: [Reason]

  package init(member: Member, reasons: [Reason]) {
    self.member = member
    self.reasons = reasons
  }

  package struct Reason: Sendable, Equatable {
    package enum Relation: String, Sendable {
      /// The member names the topic itself.
      case same
      /// The member names a topic that is one step narrower.
      case narrower
      /// The member names the topic that is one step broader.
      case broader
    }

    /// The topic that the member names.
    package var topic: TopicReference
    package var relation: Relation
    /// The slug of the requested topic.
    package var asked: String

    package init(topic: TopicReference, relation: Relation, asked: String) {
      self.topic = topic
      self.relation = relation
      self.asked = asked
    }
  }
}

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
    /// How the member relates to the topic that it names.
    package var memberRelation: TopicRelation
    /// How the member that asks relates to the requested topic. A topic that is requested by its slug counts
    /// as one that it works with.
    package var askedRelation: TopicRelation

    package init(
      topic: TopicReference, relation: Relation, asked: String, memberRelation: TopicRelation,
      askedRelation: TopicRelation
    ) {
      self.topic = topic
      self.relation = relation
      self.asked = asked
      self.memberRelation = memberRelation
      self.askedRelation = askedRelation
    }

    /// True if one of the two works with the topic and the other one is interested in it.
    package var isComplement: Bool { relation == .same && memberRelation == askedRelation.complement }
  }
}

use super::number::open_number;

open_number! {
    /// An error code that a callback reports: `ErrorCode` of `Group.CallbackSendMsgException`,
    /// `SendMsgResult`, `ErrCode` of `Push.*`.
    ///
    /// The set is open: a code without a constant is valid too. 0 is success. The codes that an app
    /// may answer with (10100 to 10200, 120001 to 130000, 38000 to 39000) are reported as the app
    /// chose them.
    ///
    /// ```
    /// use tim_callback::value::ErrorCode;
    ///
    /// let code = ErrorCode::new(10023);
    /// assert_eq!(code, ErrorCode::GROUP_MESSAGE_TOO_FREQUENT);
    /// assert!(!code.is_ok());
    /// ```
    ///
    /// Official pages: [error codes](https://www.tencentcloud.com/document/product/1047/34348),
    /// [messages](https://www.tencentcloud.com/document/product/1047/34350)
    ErrorCode {
        /// Success.
        OK = 0,
        /// Internal server error; retry.
        GROUP_INTERNAL = 10002,
        /// Unknown API name.
        GROUP_UNKNOWN_API = 10003,
        /// Invalid parameter.
        GROUP_INVALID_PARAMETER = 10004,
        /// Too many accounts in the request.
        GROUP_TOO_MANY_ACCOUNTS = 10005,
        /// Operation frequency limit.
        GROUP_OPERATION_TOO_FREQUENT = 10006,
        /// No permission for this group operation.
        GROUP_NO_PERMISSION = 10007,
        /// The owner may not leave the group.
        GROUP_OWNER_MAY_NOT_LEAVE = 10009,
        /// The group does not exist or was dismissed.
        GROUP_NOT_FOUND = 10010,
        /// JSON cannot be parsed.
        GROUP_MALFORMED_JSON = 10011,
        /// Invalid operator `UserID`.
        GROUP_INVALID_OPERATOR = 10012,
        /// The user is already a member.
        GROUP_ALREADY_MEMBER = 10013,
        /// The group is full.
        GROUP_FULL = 10014,
        /// The group id is invalid, or the group was dismissed.
        GROUP_INVALID_ID = 10015,
        /// The app rejected the operation in its answer to a before-callback.
        GROUP_REJECTED_BY_WEBHOOK = 10016,
        /// The sender is muted.
        GROUP_SENDER_MUTED = 10017,
        /// The response is larger than 1 MB.
        GROUP_RESPONSE_TOO_LARGE = 10018,
        /// The `UserID` does not exist.
        GROUP_USER_NOT_FOUND = 10019,
        /// The group id is taken by someone else.
        GROUP_ID_TAKEN = 10021,
        /// Message frequency limit of the group, currently documented as 40 per second.
        GROUP_MESSAGE_TOO_FREQUENT = 10023,
        /// The invitation or request was already handled.
        GROUP_ALREADY_HANDLED = 10024,
        /// The group id is taken, and the operator is its owner.
        GROUP_ID_TAKEN_BY_OPERATOR = 10025,
        /// The command is disabled for this `SDKAppID`.
        GROUP_COMMAND_DISABLED = 10026,
        /// The message to recall was not found.
        GROUP_RECALL_NOT_FOUND = 10030,
        /// The time to recall the message is over (2 minutes by default).
        GROUP_RECALL_TOO_LATE = 10031,
        /// The message cannot be recalled.
        GROUP_NOT_RECALLABLE = 10032,
        /// Messages in this type of group cannot be recalled.
        GROUP_TYPE_WITHOUT_RECALL = 10033,
        /// Messages of this type cannot be deleted.
        GROUP_MESSAGE_NOT_DELETABLE = 10034,
        /// Messages in `AVChatRoom` and `BChatRoom` cannot be deleted.
        GROUP_TYPE_WITHOUT_DELETION = 10035,
        /// The quota of `AVChatRoom` groups is reached.
        GROUP_AV_CHAT_ROOM_QUOTA = 10036,
        /// The quota of groups per user is reached.
        GROUP_QUOTA_PER_USER = 10037,
        /// The quota of members is reached.
        GROUP_MEMBER_QUOTA = 10038,
        /// Recall is disabled for the app.
        GROUP_RECALL_DISABLED = 10041,
        /// This type of group has no roaming messages.
        GROUP_TYPE_WITHOUT_ROAMING = 10044,
        /// An attribute key exceeds 32 bytes.
        GROUP_ATTRIBUTE_KEY_TOO_LONG = 10045,
        /// An attribute value exceeds 4,000 bytes.
        GROUP_ATTRIBUTE_VALUE_TOO_LONG = 10046,
        /// More than 16 attribute keys.
        GROUP_TOO_MANY_ATTRIBUTES = 10047,
        /// The attribute values exceed 16,000 bytes in total.
        GROUP_ATTRIBUTES_TOO_LARGE = 10048,
        /// Attribute write frequency limit.
        GROUP_ATTRIBUTE_WRITE_TOO_FREQUENT = 10049,
        /// The attribute to delete was not found.
        GROUP_ATTRIBUTE_NOT_FOUND = 10050,
        /// The range to delete is too large.
        GROUP_DELETE_RANGE_TOO_LARGE = 10051,
        /// There is no message to delete.
        GROUP_NOTHING_TO_DELETE = 10052,
        /// More than 30 mentions.
        GROUP_TOO_MANY_MENTIONS = 10053,
        /// Too many members; query them page by page.
        GROUP_TOO_MANY_MEMBERS_TO_QUERY = 10054,
        /// Conflicting writes of an attribute.
        GROUP_ATTRIBUTE_CONFLICT = 10056,
        /// Trial edition: more than 100 groups.
        GROUP_TRIAL_QUOTA = 10058,
        /// The feature needs a higher edition.
        GROUP_EDITION_TOO_LOW = 10059,
        /// The group is too large for read receipts.
        GROUP_TOO_LARGE_FOR_RECEIPTS = 10060,
        /// Online-only messages have no read receipts.
        GROUP_ONLINE_MESSAGE_WITHOUT_RECEIPT = 10061,
        /// The read receipt was not found.
        GROUP_RECEIPT_NOT_FOUND = 10062,
        /// More than 20 counter keys.
        GROUP_TOO_MANY_COUNTERS = 10063,
        /// Too many pinned messages.
        GROUP_TOO_MANY_PINNED = 10070,
        /// The community feature is not enabled.
        COMMUNITY_NOT_ENABLED = 11000,
        /// Invalid request packet.
        C2C_INVALID_REQUEST = 20001,
        /// Invalid `UserSig` or A2.
        C2C_INVALID_CREDENTIALS = 20002,
        /// The sender or recipient is unknown.
        C2C_USER_NOT_FOUND = 20003,
        /// Network error; retry.
        C2C_NETWORK = 20004,
        /// Internal error; retry.
        C2C_INTERNAL = 20005,
        /// The app rejected a one-to-one message in its answer to the before-callback. Also
        /// documented for a rejected official account.
        C2C_REJECTED_BY_WEBHOOK = 20006,
        /// The sender is in the recipient's blocklist.
        C2C_BLOCKED_BY_RECIPIENT = 20007,
        /// Sender and recipient have different `SDKAppID`s.
        C2C_DIFFERENT_APPS = 20008,
        /// Sender and recipient are not friends (two-way check).
        C2C_NOT_FRIENDS = 20009,
        /// The sender is not a friend of the recipient (one-way check).
        C2C_SENDER_NOT_A_FRIEND = 20010,
        /// The recipient is not a friend of the sender (one-way check).
        C2C_RECIPIENT_NOT_A_FRIEND = 20011,
        /// The sender is muted.
        C2C_SENDER_MUTED = 20012,
        /// The time to recall the message is over.
        C2C_RECALL_TOO_LATE = 20016,
        /// Deleting roaming messages failed internally.
        C2C_ROAMING_DELETE_FAILED = 20018,
        /// The message to recall was not found.
        C2C_RECALL_NOT_FOUND = 20022,
        /// The message was already recalled.
        C2C_ALREADY_RECALLED = 20023,
        /// Conflicting concurrent modifications.
        C2C_MODIFICATION_CONFLICT = 20028,
        /// Invalid parameter.
        SNS_INVALID_PARAMETER = 30001,
        /// The user does not exist.
        SNS_USER_NOT_FOUND = 30003,
        /// The backend forbids this user to send friend requests.
        SNS_FORBIDDEN_BY_BACKEND = 30009,
        /// The user's own friend limit is reached.
        SNS_OWN_FRIEND_LIMIT = 30010,
        /// The other user's friend limit is reached.
        SNS_PEER_FRIEND_LIMIT = 30014,
        /// The other user is in the user's blocklist.
        SNS_PEER_IN_OWN_BLOCKLIST = 30515,
        /// The other user refuses all requests.
        SNS_PEER_REFUSES_ALL = 30516,
        /// The user is in the other user's blocklist.
        SNS_IN_PEER_BLOCKLIST = 30525,
        /// The request is pending approval.
        SNS_PENDING_APPROVAL = 30539,
        /// The request was filtered by a security policy.
        SNS_FILTERED = 30540,
        /// The pending request was not found.
        SNS_PENDING_NOT_FOUND = 30614,
        /// The text contains sensitive content, says content moderation.
        TEXT_REJECTED_BY_MODERATION = 80001,
        /// The message is too long. The limit is 8 KB in the list of 2023, and 12 KB on the pages
        /// of the sending API.
        MESSAGE_TOO_LONG = 80002,
        /// The message was not sent: its before-callback failed or timed out, and the console says
        /// "do not deliver".
        WEBHOOK_FAILED = 80003,
        /// The image contains sensitive content.
        IMAGE_REJECTED_BY_MODERATION = 80004,
        /// JSON cannot be parsed.
        REST_MALFORMED_JSON = 90001,
        /// `MsgBody` is malformed or not an array.
        REST_MALFORMED_MSG_BODY = 90002,
        /// The message format is invalid.
        REST_NOT_A_MESSAGE = 90010,
        /// `To_Account` is not registered.
        REST_RECIPIENT_NOT_REGISTERED = 90012,
        /// Invalid `MsgKey` in recall.
        REST_INVALID_MSG_KEY = 90054,
        /// Internal error. If it persists and callbacks are on, check the answers to them.
        REST_INTERNAL = 90992,
        /// The JSON is larger than the limit: 8 KB in the list, 12 KB on the pages of the sending
        /// API.
        REST_JSON_TOO_LARGE = 93000,
        /// No permission on the official account.
        OFFICIAL_ACCOUNT_NO_PERMISSION = 130002,
        /// The official account does not exist.
        OFFICIAL_ACCOUNT_NOT_FOUND = 130004,
        /// The user has already subscribed.
        OFFICIAL_ACCOUNT_ALREADY_SUBSCRIBED = 130005,
        /// The limit of subscribers is reached.
        OFFICIAL_ACCOUNT_FULL = 130006,
        /// The official account id is invalid.
        OFFICIAL_ACCOUNT_INVALID_ID = 130007,
        /// The official account id is taken.
        OFFICIAL_ACCOUNT_ID_TAKEN = 130008,
        /// Messages cannot be deleted.
        OFFICIAL_ACCOUNT_NO_DELETION = 130009,
        /// Too many official accounts created or joined; the list has this code twice, with
        /// different texts.
        OFFICIAL_ACCOUNT_QUOTA = 130010,
        /// The official account service is not enabled.
        OFFICIAL_ACCOUNT_NOT_ENABLED = 131000,
        /// The subscription was not found.
        OFFICIAL_ACCOUNT_SUBSCRIPTION_NOT_FOUND = 131003,
        /// The SDK is too old.
        OFFICIAL_ACCOUNT_SDK_TOO_OLD = 131005,
    }
}

impl ErrorCode {
    /// Whether this is 0.
    #[must_use]
    pub const fn is_ok(self) -> bool {
        self.0 == 0
    }
}

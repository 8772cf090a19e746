use super::number::open_number;

open_number! {
    /// An error code that a callback reports: `ErrorCode` of `Group.CallbackSendMsgException`,
    /// `SendMsgResult`, `ErrCode` of `Push.*`.
    ///
    /// The set is open: a code without a constant is a code like any other. 0 is success. The ranges
    /// an app answers with (10100 to 10200, 120001 to 130000, 38000 to 39000) come back here as the
    /// app chose them.
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
        /// Server internal error, retry.
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
        /// Owner may not leave.
        GROUP_OWNER_MAY_NOT_LEAVE = 10009,
        /// Group does not exist or was dismissed.
        GROUP_NOT_FOUND = 10010,
        /// JSON cannot be parsed.
        GROUP_MALFORMED_JSON = 10011,
        /// Invalid operator `UserID`.
        GROUP_INVALID_OPERATOR = 10012,
        /// Already a member.
        GROUP_ALREADY_MEMBER = 10013,
        /// Group is full.
        GROUP_FULL = 10014,
        /// Invalid or dismissed group id.
        GROUP_INVALID_ID = 10015,
        /// App backend rejected the operation through a webhook.
        GROUP_REJECTED_BY_WEBHOOK = 10016,
        /// Sender is muted.
        GROUP_SENDER_MUTED = 10017,
        /// Response larger than 1 MB.
        GROUP_RESPONSE_TOO_LARGE = 10018,
        /// `UserID` does not exist.
        GROUP_USER_NOT_FOUND = 10019,
        /// Group id taken by someone else.
        GROUP_ID_TAKEN = 10021,
        /// Message frequency limit of the group (current text: 40 per second per group).
        GROUP_MESSAGE_TOO_FREQUENT = 10023,
        /// Invitation/request already handled.
        GROUP_ALREADY_HANDLED = 10024,
        /// Group id taken, operator is its owner.
        GROUP_ID_TAKEN_BY_OPERATOR = 10025,
        /// Command disabled for this `SDKAppID`.
        GROUP_COMMAND_DISABLED = 10026,
        /// Message to recall not found.
        GROUP_RECALL_NOT_FOUND = 10030,
        /// Recall window over (default 2 min).
        GROUP_RECALL_TOO_LATE = 10031,
        /// Message not recallable.
        GROUP_NOT_RECALLABLE = 10032,
        /// Group type without recall.
        GROUP_TYPE_WITHOUT_RECALL = 10033,
        /// Message type not deletable.
        GROUP_MESSAGE_NOT_DELETABLE = 10034,
        /// `AVChatRoom`/`BChatRoom` messages not deletable.
        GROUP_TYPE_WITHOUT_DELETION = 10035,
        /// `AVChatRoom` quota reached.
        GROUP_AV_CHAT_ROOM_QUOTA = 10036,
        /// Groups-per-user quota reached.
        GROUP_QUOTA_PER_USER = 10037,
        /// Member quota reached.
        GROUP_MEMBER_QUOTA = 10038,
        /// Recall disabled for the app.
        GROUP_RECALL_DISABLED = 10041,
        /// Group type without roaming messages.
        GROUP_TYPE_WITHOUT_ROAMING = 10044,
        /// Attribute key > 32 bytes.
        GROUP_ATTRIBUTE_KEY_TOO_LONG = 10045,
        /// Attribute value > 4,000 bytes.
        GROUP_ATTRIBUTE_VALUE_TOO_LONG = 10046,
        /// More than 16 attribute keys.
        GROUP_TOO_MANY_ATTRIBUTES = 10047,
        /// Attribute values > 16,000 bytes in total.
        GROUP_ATTRIBUTES_TOO_LARGE = 10048,
        /// Attribute write frequency limit.
        GROUP_ATTRIBUTE_WRITE_TOO_FREQUENT = 10049,
        /// Attribute to delete not found.
        GROUP_ATTRIBUTE_NOT_FOUND = 10050,
        /// Delete range too large.
        GROUP_DELETE_RANGE_TOO_LARGE = 10051,
        /// No message to delete.
        GROUP_NOTHING_TO_DELETE = 10052,
        /// More than 30 mentions.
        GROUP_TOO_MANY_MENTIONS = 10053,
        /// Too many members, page the query.
        GROUP_TOO_MANY_MEMBERS_TO_QUERY = 10054,
        /// Attribute write conflict.
        GROUP_ATTRIBUTE_CONFLICT = 10056,
        /// Trial edition: more than 100 groups.
        GROUP_TRIAL_QUOTA = 10058,
        /// Feature needs a higher edition.
        GROUP_EDITION_TOO_LOW = 10059,
        /// Group too large for read receipts.
        GROUP_TOO_LARGE_FOR_RECEIPTS = 10060,
        /// Online messages have no read receipt.
        GROUP_ONLINE_MESSAGE_WITHOUT_RECEIPT = 10061,
        /// Read receipt not found.
        GROUP_RECEIPT_NOT_FOUND = 10062,
        /// More than 20 counter keys.
        GROUP_TOO_MANY_COUNTERS = 10063,
        /// Too many pinned messages.
        GROUP_TOO_MANY_PINNED = 10070,
        /// Community feature not enabled.
        COMMUNITY_NOT_ENABLED = 11000,
        /// Invalid request packet.
        C2C_INVALID_REQUEST = 20001,
        /// Invalid `UserSig` or A2.
        C2C_INVALID_CREDENTIALS = 20002,
        /// Sender or recipient unknown.
        C2C_USER_NOT_FOUND = 20003,
        /// Network error, retry.
        C2C_NETWORK = 20004,
        /// Internal error, retry.
        C2C_INTERNAL = 20005,
        /// C2C before-webhook answered 'forbid' (also documented as the result of refusing official-account creation).
        C2C_REJECTED_BY_WEBHOOK = 20006,
        /// Sender is in the recipient's blocklist.
        C2C_BLOCKED_BY_RECIPIENT = 20007,
        /// `SDKAppID` of sender and recipient differ.
        C2C_DIFFERENT_APPS = 20008,
        /// Not friends (two-way check on).
        C2C_NOT_FRIENDS = 20009,
        /// Sender is not the recipient's friend (one-way).
        C2C_SENDER_NOT_A_FRIEND = 20010,
        /// Recipient is not the sender's friend (one-way).
        C2C_RECIPIENT_NOT_A_FRIEND = 20011,
        /// Sender is muted.
        C2C_SENDER_MUTED = 20012,
        /// Recall window over.
        C2C_RECALL_TOO_LATE = 20016,
        /// Roaming delete failed internally.
        C2C_ROAMING_DELETE_FAILED = 20018,
        /// Message to recall not found.
        C2C_RECALL_NOT_FOUND = 20022,
        /// Message already recalled.
        C2C_ALREADY_RECALLED = 20023,
        /// Concurrent modification conflict.
        C2C_MODIFICATION_CONFLICT = 20028,
        /// Invalid parameter.
        SNS_INVALID_PARAMETER = 30001,
        /// User does not exist.
        SNS_USER_NOT_FOUND = 30003,
        /// Backend forbids this user to send friend requests.
        SNS_FORBIDDEN_BY_BACKEND = 30009,
        /// Own friend limit.
        SNS_OWN_FRIEND_LIMIT = 30010,
        /// Peer friend limit.
        SNS_PEER_FRIEND_LIMIT = 30014,
        /// Peer is in own blocklist.
        SNS_PEER_IN_OWN_BLOCKLIST = 30515,
        /// Peer refuses all requests.
        SNS_PEER_REFUSES_ALL = 30516,
        /// Own account is in peer's blocklist.
        SNS_IN_PEER_BLOCKLIST = 30525,
        /// Pending approval.
        SNS_PENDING_APPROVAL = 30539,
        /// Request filtered by security policy.
        SNS_FILTERED = 30540,
        /// Pending request not found.
        SNS_PENDING_NOT_FOUND = 30614,
        /// Text contains sensitive content (content moderation).
        TEXT_REJECTED_BY_MODERATION = 80001,
        /// Message too long (8 KB in the 2023 list, 12 KB on the send pages).
        MESSAGE_TOO_LONG = 80002,
        /// Message not sent because the before-send webhook failed or timed out and the policy is 'do not deliver'.
        WEBHOOK_FAILED = 80003,
        /// Image contains sensitive content.
        IMAGE_REJECTED_BY_MODERATION = 80004,
        /// JSON cannot be parsed.
        REST_MALFORMED_JSON = 90001,
        /// `MsgBody` malformed or not an array.
        REST_MALFORMED_MSG_BODY = 90002,
        /// Not a message format.
        REST_NOT_A_MESSAGE = 90010,
        /// `To_Account` not registered.
        REST_RECIPIENT_NOT_REGISTERED = 90012,
        /// Invalid `MsgKey` in recall.
        REST_INVALID_MSG_KEY = 90054,
        /// Internal error, if constant and webhooks are on, check the webhook's answers.
        REST_INTERNAL = 90992,
        /// JSON larger than the limit (8 KB in the list, 12 KB on send pages).
        REST_JSON_TOO_LARGE = 93000,
        /// No permission on the official account.
        OFFICIAL_ACCOUNT_NO_PERMISSION = 130002,
        /// Official account does not exist.
        OFFICIAL_ACCOUNT_NOT_FOUND = 130004,
        /// Already subscribed.
        OFFICIAL_ACCOUNT_ALREADY_SUBSCRIBED = 130005,
        /// Subscriber limit reached.
        OFFICIAL_ACCOUNT_FULL = 130006,
        /// Bad official account id.
        OFFICIAL_ACCOUNT_INVALID_ID = 130007,
        /// Official account id taken.
        OFFICIAL_ACCOUNT_ID_TAKEN = 130008,
        /// No message deletion.
        OFFICIAL_ACCOUNT_NO_DELETION = 130009,
        /// Too many official accounts created/joined (listed twice with different texts).
        OFFICIAL_ACCOUNT_QUOTA = 130010,
        /// Official account service not enabled.
        OFFICIAL_ACCOUNT_NOT_ENABLED = 131000,
        /// Subscription not found.
        OFFICIAL_ACCOUNT_SUBSCRIPTION_NOT_FOUND = 131003,
        /// SDK too old.
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

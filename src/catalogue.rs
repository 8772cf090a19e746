//! The one list of commands: a row each, in the order of the official command list.
//!
//! A row gives the wire name, the variant of `CallbackCommand` and `AnyCallback`, the request type
//! under `callbacks`, the verdict type, the number of the official page, and what happened. The
//! table is handed to `command` (names) and to `call` (types); nothing else in the crate lists
//! commands.

macro_rules! catalogue {
    ($consumer:ident) => {
        $consumer! {
            "Group.CallbackBeforeCreateGroup" GroupBeforeCreateGroup = group::BeforeCreateGroup
                => Gate<GroupRejectCode>, "1047/34368",
                "A group is about to be created.";
            "Group.CallbackAfterCreateGroup" GroupAfterCreateGroup = group::AfterCreateGroup
                => Ack, "1047/34369",
                "A group was created.";
            "Group.CallbackBeforeApplyJoinGroup" GroupBeforeApplyJoinGroup
                = group::BeforeApplyJoinGroup => Gate<GroupRejectCode>, "1047/34370",
                "A user is about to apply to join a group.";
            // "Group.CallbackBeforeInviteJoinGroup" GroupBeforeInviteJoinGroup
            //     = group::BeforeInviteJoinGroup => InviteVerdict, "1047/34371",
            //     "Users are about to be added to a group.";
            "Group.CallbackAfterNewMemberJoin" GroupAfterNewMemberJoin = group::AfterNewMemberJoin
                => Ack, "1047/34372",
                "Members joined a group.";
            "Group.CallbackAfterMemberExit" GroupAfterMemberExit = group::AfterMemberExit
                => Ack, "1047/34373",
                "Members left a group.";
            "Group.CallbackBeforeSendMsg" GroupBeforeSendMsg = group::BeforeSendMsg
                => MsgVerdict<GroupRejectCode>, "1047/34374",
                "A group message is about to be delivered.";
            "Group.CallbackAfterSendMsg" GroupAfterSendMsg = group::AfterSendMsg
                => Ack, "1047/34375",
                "A group message was delivered.";
            "Group.CallbackAfterGroupFull" GroupAfterGroupFull = group::AfterGroupFull
                => Ack, "1047/34376",
                "A group is full.";
            "Group.CallbackAfterGroupDestroyed" GroupAfterGroupDestroyed
                = group::AfterGroupDestroyed => Ack, "1047/34377",
                "A group was disbanded.";
            "Group.CallbackAfterGroupInfoChanged" GroupAfterGroupInfoChanged
                = group::AfterGroupInfoChanged => Ack, "1047/34378",
                "The profile of a group was changed.";
            "Group.CallbackAfterRecallMsg" GroupAfterRecallMsg = group::AfterRecallMsg
                => Ack, "1047/46979",
                "Group messages were recalled.";
            "Group.CallbackOnMemberStateChange" GroupOnMemberStateChange
                = group::OnMemberStateChange => Ack, "1047/48734",
                "Members of an audio-video group went online or offline.";
            "Group.CallbackSendMsgException" GroupSendMsgException = group::SendMsgException
                => Ack, "1047/49462",
                "A group message could not be delivered.";
            "Group.CallbackBeforeCreateTopic" GroupBeforeCreateTopic = group::BeforeCreateTopic
                => Gate<GroupRejectCode>, "1047/49463",
                "A topic is about to be created.";
            "Group.CallbackAfterCreateTopic" GroupAfterCreateTopic = group::AfterCreateTopic
                => Ack, "1047/49464",
                "A topic was created.";
            "Group.CallbackAfterTopicDestroyed" GroupAfterTopicDestroyed
                = group::AfterTopicDestroyed => Ack, "1047/49465",
                "Topics were deleted.";
            "Group.CallbackAfterTopicInfoChanged" GroupAfterTopicInfoChanged
                = group::AfterTopicInfoChanged => Ack, "1047/49466",
                "The profile of a topic was changed.";
            "Group.CallbackAfterMemberFieldChanged" GroupAfterMemberFieldChanged
                = group::AfterMemberFieldChanged => Ack, "1047/60393",
                "The role or the name card of a group member was changed.";
            "Group.CallbackAfterGroupAttrChanged" GroupAfterGroupAttrChanged
                = group::AfterGroupAttrChanged => Ack, "1047/60394",
                "The attributes of a group were changed.";
            "Group.CallbackAfterReadReceipt" GroupAfterReadReceipt = group::AfterReadReceipt
                => Ack, "1047/60395",
                "Group messages that ask for a read receipt were sent or read.";
            "Group.CallbackAfterChangeGroupOwner" GroupAfterChangeGroupOwner
                = group::AfterChangeGroupOwner => Ack, "1047/60396",
                "A group has a new owner.";
            "Group.CallbackOnDailyGroupQuotaAlarm" GroupOnDailyGroupQuotaAlarm
                = group::OnDailyGroupQuotaAlarm => Ack, "1047/57455",
                "The app has created most of the groups that it may create in a day.";
            "Group.CallbackAfterGroupMsgExtension" GroupAfterGroupMsgExtension
                = group::AfterGroupMsgExtension => Ack, "1047/76007",
                "The extensions of a group message were changed.";
            "Alert.RequestOverLimit" AlertRequestOverLimit = alert::RequestOverLimit
                => Ack, "1047/60256",
                "Requests to a server API come near its limit.";
            "State.StateChange" StateChange = state::StateChange
                => Ack, "1047/34357",
                "A user went online or offline.";
            "Profile.CallbackPortraitSet" ProfilePortraitSet = profile::PortraitSet
                => Ack, "1047/48733",
                "The profile of a user was changed.";
            // "Sns.CallbackPrevFriendAdd" SnsPrevFriendAdd = sns::PrevFriendAdd
            //     => FriendVerdict, "1047/43468",
            //     "A user is about to ask others to be friends.";
            // "Sns.CallbackPrevFriendResponse" SnsPrevFriendResponse = sns::PrevFriendResponse
            //     => FriendVerdict, "1047/43467",
            //     "A user is about to answer friend requests.";
            "Sns.CallbackFriendAdd" SnsFriendAdd = sns::FriendAdd
                => Ack, "1047/34359",
                "Users became friends.";
            "Sns.CallbackFriendDelete" SnsFriendDelete = sns::FriendDelete
                => Ack, "1047/34360",
                "Friends were removed.";
            "Sns.CallbackBlackListAdd" SnsBlackListAdd = sns::BlackListAdd
                => Ack, "1047/34361",
                "Users were put on a blocklist.";
            "Sns.CallbackBlackListDelete" SnsBlackListDelete = sns::BlackListDelete
                => Ack, "1047/34362",
                "Users were taken off a blocklist.";
            "Follow.CallbackAfterFollowAdd" FollowAfterFollowAdd = follow::AfterFollowAdd
                => Ack, "1047/70355",
                "A user followed others.";
            "Follow.CallbackAfterFollowDelete" FollowAfterFollowDelete = follow::AfterFollowDelete
                => Ack, "1047/70356",
                "A user unfollowed others.";
        }
    };
}

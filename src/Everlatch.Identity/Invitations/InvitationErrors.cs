using Everlatch.Core;

namespace Everlatch.Identity.Invitations;

/// <summary>What invitations refuse.</summary>
public static class InvitationErrors
{
    /// <summary>The address has another form.</summary>
    public static readonly Problem AddressInvalid = new(
        "EL1330", 400, "An e-mail address is expected, such as ada@example.com.", "email");

    /// <summary>The tenant or the mailbox has had enough for today.</summary>
    public static readonly Problem TooMany = new(
        "EL1331",
        429,
        "The tenant has sent as many invitations as it may in 24 hours, in all or to this address. Try again tomorrow.");

    /// <summary>There is no such invitation, or it is accepted, taken back or expired.</summary>
    public static readonly Problem Closed = new(
        "EL1332", 404, "This invitation does not exist or is no longer open. Ask for a new one.");

    /// <summary>It was sent to somebody else, or the address is not proven.</summary>
    public static readonly Problem OtherAddress = new(
        "EL1333", 403, "This invitation was sent to another e-mail address. Sign in with that address, once it is verified.");

    /// <summary>There is no address that a link could begin with.</summary>
    public static readonly Problem NoHost = new(
        "EL1334", 409, "The environment has no host yet, so the mail could hold no link. Add a host first.");
}

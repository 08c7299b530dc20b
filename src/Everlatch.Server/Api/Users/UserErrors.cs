using Everlatch.Core;

namespace Everlatch.Server.Api.Users;

/// <summary>What acts on users refuse besides wrong fields.</summary>
internal static class UserErrors
{
    public static readonly Problem EmailTaken =
        new("EL1206", StatusCodes.Status409Conflict, "Another user of this environment has that e-mail address.", "email");

    public static readonly Problem EmailInvalid =
        new("EL1203", StatusCodes.Status400BadRequest, "An e-mail address such as ada@example.com was expected.", "email");

    public static readonly Problem Busy = new(
        "EL1207",
        StatusCodes.Status503ServiceUnavailable,
        "Too many passwords are being hashed at this moment; 'Retry-After' says when to come again.");
}

using Everlatch.Core;

namespace Everlatch.Identity.Users;

/// <summary>What can be wrong with what somebody says about a person.</summary>
internal static class UserProblems
{
    public static readonly Problem Email = new("EL1203", 422, "An e-mail address such as ada@example.com was expected.", "email");

    public static readonly Problem Name = new("EL1204", 422, "A name of 1 to 200 characters on one line was expected.", "name");

    public static readonly Problem Locale =
        new("EL1205", 422, "A BCP 47 language tag such as de or en-GB was expected.", "locale");
}

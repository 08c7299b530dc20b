using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Storage;

namespace Everlatch.Oidc.Userinfo;

/// <summary>Reads what userinfo says about a person.</summary>
internal static class PersonStore
{
    private static readonly Statement Find = Statement
        .Read(
            "userinfo.find_person",
            """
            select email, email_verified_at, name, locale from users
            where environment_id = @environment and id = @user and disabled_at is null
            """)
        .AlsoFromStandby();

    /// <summary>The person; null when deleted or disabled.</summary>
    public static async Task<GrantPerson?> FindAsync(
        IDatabase database, EnvironmentId environment, UserId user, CancellationToken ct)
    {
        if (await database.FindAsync<Row>(Find, new { environment, user }, ct) is { } row)
        {
            return new GrantPerson(row.Email, row.EmailVerifiedAt is not null, row.Name, row.Locale);
        }

        database.EnsureMissing(Find.Name);
        return null;
    }

    private sealed record Row
    {
        public string Email { get; init; } = "";

        public DateTimeOffset? EmailVerifiedAt { get; init; }

        public string Name { get; init; } = "";

        public string? Locale { get; init; }
    }
}

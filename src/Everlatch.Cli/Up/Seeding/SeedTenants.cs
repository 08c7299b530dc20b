using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Tenants;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>The demo's two tenants: switching between them is half of what the demo shows.</summary>
internal sealed class SeedTenants(FindTenants find, CreateTenant create, AddMembership add)
{
    private static readonly (string Key, string Name, string Role)[] Tenants =
    [
        ("acme", "Acme", "owner"),
        ("globex", "Globex", "member"),
    ];

    /// <summary>Makes a user a member of both.</summary>
    public async Task JoinAsync(EnvironmentId environment, UserId user, CancellationToken ct)
    {
        foreach (var (key, name, role) in Tenants)
        {
            var tenant = await find.ByKeyAsync(environment, key, ct)
                ?? (await create.RunAsync(environment, key, name, Seeded.Owner, ct)).Value();
            (await add.RunAsync(environment, tenant.Id, user, [role], Seeded.Owner, ct)).Value();
        }
    }
}

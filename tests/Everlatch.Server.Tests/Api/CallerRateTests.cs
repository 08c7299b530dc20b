using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Server.Api;
using Everlatch.Server.Api.Access;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Tests.Api;

/// <summary>Whose calls are counted together.</summary>
public sealed class CallerRateTests
{
    private static readonly EnvironmentId Environment = Id.New<EnvironmentId>(TimeProvider.System);

    [Fact]
    public void Nobody_uses_up_the_rate_of_another_person_tenant_or_environment()
    {
        using var rate = new CallerRate(Options.Create(new ManagementOptions { Burst = 1, RequestsPerSecond = 1 }));
        var ada = new Caller
        {
            Environment = Environment,
            ClientId = "app_shared",
            Actor = new AuditActor("usr_ada", ""),
            Scopes = [],
            Tenant = Id.New<TenantId>(TimeProvider.System),
        };

        Assert.True(rate.Allows(ada));
        Assert.False(rate.Allows(ada with { Actor = new AuditActor("usr_ada", "another address") }));
        Assert.True(rate.Allows(ada with { Actor = new AuditActor("usr_bob", "") }));
        Assert.True(rate.Allows(ada with { Tenant = Id.New<TenantId>(TimeProvider.System) }));
        Assert.True(rate.Allows(ada with { Environment = Id.New<EnvironmentId>(TimeProvider.System) }));
    }
}

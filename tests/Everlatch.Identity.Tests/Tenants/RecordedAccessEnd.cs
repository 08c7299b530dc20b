using System.Collections.Concurrent;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Memberships;

namespace Everlatch.Identity.Tests.Tenants;

/// <summary>Remembers whose grants were ended; the protocols' own end of this seam is tested with the host.</summary>
public sealed class RecordedAccessEnd : ITenantAccessEnd
{
    private readonly ConcurrentQueue<(TenantId Tenant, UserId? User)> calls = [];

    public IEnumerable<(TenantId Tenant, UserId? User)> Calls => calls;

    public Task EndAsync(DirectoryWrite write, EnvironmentId environment, TenantId tenant, UserId? user, CancellationToken ct)
    {
        calls.Enqueue((tenant, user));
        return Task.CompletedTask;
    }
}

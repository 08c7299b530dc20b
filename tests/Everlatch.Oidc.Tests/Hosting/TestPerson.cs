using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>A person with a live browser session.</summary>
public sealed record TestPerson(UserId User, SessionId Session, ImmutableArray<TenantId> Tenants, string Cookie);

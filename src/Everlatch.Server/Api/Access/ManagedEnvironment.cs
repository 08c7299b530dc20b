using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Server.Api.Access;

/// <summary>The environment in the path, which the caller was admitted to.</summary>
/// <param name="Entry">As the directory knows it.</param>
internal sealed record ManagedEnvironment(DirectoryEnvironment Entry)
{
    /// <summary>Its id.</summary>
    public EnvironmentId Id => Entry.Id;

    /// <summary>The environment of a request that was let in.</summary>
    public static ValueTask<ManagedEnvironment?> BindAsync(HttpContext context) =>
        new(new ManagedEnvironment(context.Features.GetRequiredFeature<DirectoryEnvironment>()));
}

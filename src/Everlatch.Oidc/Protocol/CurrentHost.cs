using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Protocol;

/// <summary>Where the request of this scope arrived, for parts of OpenIddict that are not handed the request.</summary>
internal sealed class CurrentHost
{
    private DirectoryHost? here;

    /// <summary>The environment and host; set by <see cref="ChooseIssuer" /> before any rule runs.</summary>
    public DirectoryHost Here
    {
        get => here ?? throw new InvalidOperationException("This request was not resolved to an environment.");
        set => here = value;
    }

    /// <summary>The environment.</summary>
    public DirectoryEnvironment Environment => Here.Environment;

    /// <summary>An application that may be used now; null when unknown or disabled.</summary>
    public ApplicationEntry? FindApplication(string? clientId) =>
        Id.TryParse<AppId>(clientId, out var id)
        && Environment.Applications.TryGetValue(id, out var application)
        && !application.Disabled
            ? application
            : null;
}

using Everlatch.Core.Ids;

namespace Everlatch.Server.Pages.Consent;

/// <summary>What an application asks a person for.</summary>
/// <param name="Application">Its client_id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">What it wants to do.</param>
public sealed record ConsentRequest(AppId Application, string Name, IReadOnlyList<ConsentScope> Scopes);

using Everlatch.Core.Ids;

namespace Everlatch.Server.Pages.Consent;

/// <summary>What an application asks a person for.</summary>
/// <param name="Application">Its client_id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Access">What it wants.</param>
public sealed record ConsentRequest(AppId Application, string Name, WantedAccess Access);

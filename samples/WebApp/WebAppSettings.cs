namespace Samples.WebApp;

/// <summary>What an application must know to let people sign in.</summary>
public sealed record WebAppSettings(string Issuer, string ClientId, string ClientSecret, string Url);

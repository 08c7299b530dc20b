using OpenIddict.Server;

namespace Everlatch.Oidc.Protocol;

/// <summary>Hands typed values from one rule to the next within a request.</summary>
internal static class TransactionValues
{
    /// <summary>Keeps a value for later rules.</summary>
    public static void Keep<T>(this OpenIddictServerTransaction transaction, T value)
        where T : class => transaction.SetProperty(typeof(T).FullName!, value);

    /// <summary>The value that an earlier rule kept; null when none did.</summary>
    public static T? Kept<T>(this OpenIddictServerTransaction transaction)
        where T : class => transaction.GetProperty<T>(typeof(T).FullName!);
}

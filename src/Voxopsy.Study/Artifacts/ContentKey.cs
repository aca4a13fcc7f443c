using System.Security.Cryptography;
using System.Text;

namespace Voxopsy.Study.Artifacts;

/// <summary>The identity of a result: a hash of everything it was made from, the version of the algorithm included.</summary>
internal sealed class ContentKey : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal ContentKey(string algorithm) => Add(algorithm);

    internal ContentKey Add(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _hash.AppendData(BitConverter.GetBytes(bytes.Length));
        _hash.AppendData(bytes);
        return this;
    }

    internal ContentKey Add(ReadOnlySpan<double> values)
    {
        _hash.AppendData(BitConverter.GetBytes(values.Length));
        _hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));
        return this;
    }

    internal ContentKey AddFile(string path) => Add(HashOfFile(path));

    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Dispose() => _hash.Dispose();

    /// <summary>SHA-256 of a file's bytes, lower-case hexadecimal.</summary>
    internal static string HashOfFile(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>SHA-256 of a text, lower-case hexadecimal.</summary>
    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

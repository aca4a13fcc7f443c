using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Voxopsy.Imaging.Deidentification;

/// <summary>The way from real to new identities. Who has it can go back, so it is kept apart from what is handed on.</summary>
/// <remarks>New identities are keyed hashes (HMAC-SHA-256) of the old ones: the same wherever the old one occurs, and not to be found without the key.</remarks>
public sealed class IdentityMap
{
    private const int KeyBytes = 32;
    private readonly byte[] _key;
    private readonly SortedDictionary<string, string> _patients = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _uids = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);

    private IdentityMap(byte[] key) => _key = key;

    /// <summary>A map with a new secret key.</summary>
    /// <returns>An empty map.</returns>
    public static IdentityMap Create() => new(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>A map with a given key, so that a second import gives the same identities.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <returns>An empty map with the key of that file.</returns>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    public static IdentityMap Load(string path)
    {
        string first = File.ReadLines(path).FirstOrDefault() ?? string.Empty;
        string[] cells = first.Split(',');
        return cells is ["key", { Length: 2 * KeyBytes } hex, ..] && hex.All(char.IsAsciiHexDigit)
            ? new IdentityMap(Convert.FromHexString(hex))
            : throw new InvalidDataException($"'{path}' is not a table of identities: its first line should be 'key,' and {2 * KeyBytes} hexadecimal digits.");
    }

    /// <summary>The new name of a patient.</summary>
    /// <param name="patientId">The patient's id; the name when there is no id.</param>
    /// <returns>"P-" and ten letters or digits.</returns>
    public string Patient(string patientId) => Remember(_patients, patientId, "patient", static hash =>
    {
        const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        return "P-" + string.Create(10, hash, static (text, hash) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = Letters[hash[i] & 31];
            }
        });
    });

    /// <summary>The new form of an identifier; those that the standard itself defines stay.</summary>
    /// <param name="uid">The old identifier.</param>
    /// <returns>An identifier below 2.25, which belongs to nobody.</returns>
    public string Uid(string uid)
    {
        ArgumentNullException.ThrowIfNull(uid);
        return uid.Length == 0 || uid.StartsWith("1.2.840.10008.", StringComparison.Ordinal)
            ? uid
            : Remember(_uids, uid, "uid", static hash => "2.25." + new BigInteger(hash.AsSpan(0, 16), isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A name for a file that says nothing about its path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>"file-" and twelve hexadecimal digits.</returns>
    public string FileName(string path) => Remember(_files, path, "file", static hash => "file-" + Convert.ToHexStringLower(hash.AsSpan(0, 6)));

    /// <summary>How far dates of a patient are moved into the past.</summary>
    /// <param name="patientId">The patient's id.</param>
    /// <returns>1 to 3650 days.</returns>
    public int DaysBack(string patientId)
    {
        byte[] hash = Hash("days", patientId);
        return 1 + ((hash[0] | (hash[1] << 8) | (hash[2] << 16)) % 3650);
    }

    /// <summary>Writes the key and every identity that was given out.</summary>
    /// <param name="path">The file to write, outside of what is handed on.</param>
    public void Save(string path)
    {
        StringBuilder text = new();
        text.Append("key,").Append(Convert.ToHexStringLower(_key)).Append(",\n");
        foreach ((string kind, SortedDictionary<string, string> map) in (ReadOnlySpan<(string, SortedDictionary<string, string>)>)[("patient", _patients), ("uid", _uids), ("file", _files)])
        {
            foreach ((string old, string now) in map)
            {
                text.Append(kind).Append(',').Append(Quote(old)).Append(',').Append(now).Append('\n');
            }
        }

        File.WriteAllText(path, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private string Remember(SortedDictionary<string, string> map, string old, string kind, Func<byte[], string> make)
    {
        if (!map.TryGetValue(old, out string? now))
        {
            map[old] = now = make(Hash(kind, old));
        }

        return now;
    }

    private byte[] Hash(string kind, string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(kind + "\n" + text));
}

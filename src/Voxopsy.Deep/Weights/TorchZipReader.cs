using System.IO.Compression;
using System.Text;
using Voxopsy.Deep.Weights.Pickle;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Weights;

/// <summary>Reads the zip container that PyTorch writes since 1.6, under any top folder.</summary>
/// <remarks>
/// Entries: <c>TOP/data.pkl</c>, <c>TOP/data/KEY</c> for each storage, <c>TOP/version</c>; PyTorch 2 adds <c>byteorder</c>,
/// <c>.format_version</c>, <c>.storage_alignment</c> and <c>.data/serialization_id</c>.
/// </remarks>
internal sealed class TorchZipReader
{
    // Weights do not compress well; an entry that unpacks to more than this many times its bytes is a bomb.
    private const int MaximumExpansion = 64;

    private readonly string _file;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly long _fileBytes;
    private long _unpacked;

    private TorchZipReader(ZipArchive archive, string file, long fileBytes)
    {
        (_file, _fileBytes) = (file, fileBytes);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!_entries.TryAdd(entry.FullName, entry))
            {
                throw new TensorFileException(file, $"its archive names the entry '{entry.FullName}' twice.");
            }
        }
    }

    internal static WeightFile Read(FileStream stream, string file)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return new TorchZipReader(archive, file, stream.Length).Read();
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or ArgumentOutOfRangeException or NotSupportedException or OverflowException)
        {
            throw new TensorFileException(file, $"its zip archive is damaged or truncated ({cause.Message}).", cause);
        }
    }

    private WeightFile Read()
    {
        if (_entries.Keys.Any(name => name.EndsWith("/constants.pkl", StringComparison.Ordinal) || name.Contains("/code/", StringComparison.Ordinal)))
        {
            throw new TensorFileException(
                _file, "it is a TorchScript archive: a program, not a state dictionary. Save the weights alone (in Python: torch.save(module.state_dict(), file)).");
        }

        string[] pickles = [.. _entries.Keys.Where(name => name == "data.pkl" || (name.EndsWith("/data.pkl", StringComparison.Ordinal) && name.Count(letter => letter == '/') == 1))];
        if (pickles.Length != 1)
        {
            throw new TensorFileException(_file, $"its archive has {pickles.Length} entries named data.pkl where a PyTorch file has one; it holds {string.Join(", ", _entries.Keys.Take(10))}.");
        }

        string top = pickles[0][..^"data.pkl".Length];
        bool bigEndian = _entries.TryGetValue(top + "byteorder", out ZipArchiveEntry? order) && Encoding.ASCII.GetString(Load(order).Span).Trim() == "big";
        if (bigEndian)
        {
            throw new TensorFileException(_file, "its numbers are big-endian, as a mainframe writes them; save it again on a little-endian machine or as safetensors.");
        }

        object? root;
        try
        {
            root = new PickleMachine(Load(_entries[pickles[0]])).Read(0);
        }
        catch (PickleException problem)
        {
            throw new TensorFileException(_file, problem.Message + ".", problem);
        }

        return new StorageResolver(_file, Math.Max(_fileBytes, _unpacked), storage => LoadStorage(top, storage)).Resolve(root, WeightContainer.TorchZip);
    }

    private ReadOnlyMemory<byte> LoadStorage(string top, PickleStorage storage) => _entries.TryGetValue($"{top}data/{storage.Key}", out ZipArchiveEntry? entry)
        ? Load(entry)
        : throw new TensorFileException(_file, $"its pickle refers to storage '{storage.Key}', which is not in the archive.");

    private ReadOnlyMemory<byte> Load(ZipArchiveEntry entry)
    {
        // Entries may not overlap, so together they cannot hold more than the file, unless they are compressed.
        bool stored = entry.Length == entry.CompressedLength;
        _unpacked += entry.Length;
        if (entry.Length < 0 || entry.Length > Array.MaxLength || entry.CompressedLength > _fileBytes
            || (!stored && entry.Length / MaximumExpansion > entry.CompressedLength) || _unpacked / MaximumExpansion > _fileBytes || (stored && entry.Length > _fileBytes))
        {
            throw new TensorFileException(
                _file, $"its entry '{entry.FullName}' announces {entry.Length} bytes packed in {entry.CompressedLength} of a file of {_fileBytes}; that is not believable.");
        }

        byte[] bytes = new byte[entry.Length];
        using Stream content = entry.Open();
        content.ReadExactly(bytes);
        return bytes;
    }
}

using System.Globalization;
using System.Text;
using Voxopsy.Imaging.Dicom;

namespace Voxopsy.Imaging.Tests.Dicom;

/// <summary>Small DICOM files made on the spot, so that each test says what is special about its file.</summary>
internal static class SampleDicom
{
    internal const int Columns = 6;
    internal const int Rows = 5;

    /// <summary>One CT slice as elements by tag; a test replaces what it is about.</summary>
    internal static SortedDictionary<uint, DicomElement> Slice(int number, double z, string patient = "P1", string series = "1.2.3.4")
    {
        SortedDictionary<uint, DicomElement> slice = [];
        Put(slice, 0x00080008, DicomVr.CS, "ORIGINAL\\PRIMARY\\AXIAL");
        Put(slice, 0x00080016, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.2");
        Put(slice, 0x00080018, DicomVr.UI, $"{series}.{number}");
        Put(slice, 0x00080060, DicomVr.CS, "CT");
        Put(slice, 0x0008103E, DicomVr.LO, "portal venous");
        Put(slice, 0x00100010, DicomVr.PN, $"Doe^{patient}");
        Put(slice, 0x00100020, DicomVr.LO, patient);
        Put(slice, 0x0020000D, DicomVr.UI, "1.2.3");
        Put(slice, 0x0020000E, DicomVr.UI, series);
        Put(slice, 0x00200011, DicomVr.IS, "7");
        Put(slice, 0x00200013, DicomVr.IS, number.ToString(CultureInfo.InvariantCulture));
        Put(slice, 0x00200032, DicomVr.DS, string.Create(CultureInfo.InvariantCulture, $"-10\\20\\{z}"));
        Put(slice, 0x00200037, DicomVr.DS, "1\\0\\0\\0\\1\\0");
        Put(slice, 0x00200052, DicomVr.UI, "1.2.3.9");
        Put(slice, 0x00280030, DicomVr.DS, "0.5\\0.75");
        Put(slice, 0x00180050, DicomVr.DS, "2");
        Put(slice, 0x00281052, DicomVr.DS, "-1024");
        Put(slice, 0x00281053, DicomVr.DS, "1");
        Put(slice, 0x00280004, DicomVr.CS, "MONOCHROME2");
        Words(slice, 0x00280002, 1);
        Words(slice, 0x00280010, Rows);
        Words(slice, 0x00280011, Columns);
        Words(slice, 0x00280100, 16);
        Words(slice, 0x00280101, 16);
        Words(slice, 0x00280102, 15);
        Words(slice, 0x00280103, 1);
        Pixels(slice, i => (short)(1000 + (10 * number) + i));
        return slice;
    }

    internal static void Put(SortedDictionary<uint, DicomElement> set, uint tag, DicomVr vr, string text) => set[tag] = DicomWriter.Text(DicomTag.Of(tag), vr, text);

    internal static void Bytes(SortedDictionary<uint, DicomElement> set, uint tag, DicomVr vr, byte[] bytes) => set[tag] = DicomElement.OfBytes(DicomTag.Of(tag), vr, bytes);

    internal static void Words(SortedDictionary<uint, DicomElement> set, uint tag, ushort value) => set[tag] = DicomWriter.Unsigned16(DicomTag.Of(tag), value);

    internal static void Pixels(SortedDictionary<uint, DicomElement> set, Func<int, short> value)
    {
        byte[] bytes = new byte[2 * Rows * Columns];
        for (int i = 0; i < Rows * Columns; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), value(i));
        }

        set[0x7FE00010] = DicomElement.OfBytes(DicomTags.Pixels, DicomVr.OW, bytes);
    }

    internal static DicomElement Sequence(uint tag, params SortedDictionary<uint, DicomElement>[] items) =>
        DicomElement.OfItems(DicomTag.Of(tag), [.. items.Select(item => new DicomDataset(item.Values))]);

    internal static byte[] Encode(SortedDictionary<uint, DicomElement> set) => DicomWriter.Write(new DicomDataset(set.Values), TransferSyntax.ExplicitLittleEndian);

    /// <summary>Writes files to a new folder and scans it.</summary>
    internal static DicomFolder Scan(IEnumerable<SortedDictionary<uint, DicomElement>> slices, AssemblyOptions? options = null)
    {
        using ScratchFolder folder = new();
        int index = 0;
        foreach (SortedDictionary<uint, DicomElement> slice in slices)
        {
            File.WriteAllBytes(folder.File($"{index++:000}.dcm"), Encode(slice));
        }

        return DicomFolder.Scan(folder.Path, options ?? new AssemblyOptions(), null, CancellationToken.None);
    }

    internal static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding(54936)!.GetBytes(text);
}

/// <summary>A folder that is gone after the test; its name has spaces and Chinese characters on purpose.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private static int _next;

    internal ScratchFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"voxopsy 影像 {Environment.ProcessId} {Interlocked.Increment(ref _next)}");
        Directory.CreateDirectory(Path);
    }

    internal string Path { get; }

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

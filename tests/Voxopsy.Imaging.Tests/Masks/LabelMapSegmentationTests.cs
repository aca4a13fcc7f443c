using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Masks;
using Voxopsy.Imaging.Tests.Dicom;

namespace Voxopsy.Imaging.Tests.Masks;

public sealed class LabelMapSegmentationTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Read_LabelMap_GivesEverySegmentByItsNumber(int bits)
    {
        using ScratchFolder folder = new();
        string path = folder.File("labels.dcm");
        ushort[] labels = [0, 3, 3, 0, 260, 3, 1, 1, 0, 260, 0, 0];
        File.WriteAllBytes(path, SampleDicom.Encode(LabelMap(bits, bits == 8 ? [.. labels.Select(label => (ushort)(label == 260 ? 4 : label))] : labels)));

        Segmentation read = SegmentationReader.Read(path);
        Assert.Equal([1, 3, bits == 8 ? 4 : 260], read.Segments.Select(segment => segment.Number));

        // The second frame is the lower one.
        Assert.Equal([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], read.Read(1).Mask.ToMembership());
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1], read.Read(3).Mask.ToMembership());
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0], read.Read(bits == 8 ? 4 : 260).Mask.ToMembership());
    }

    [Fact]
    public void Read_LabelMapWithTwoFramesOnOneSlice_IsRefused()
    {
        using ScratchFolder folder = new();
        string path = folder.File("twice.dcm");
        SortedDictionary<uint, DicomElement> set = LabelMap(8, new ushort[12]);
        set[0x52009230] = SampleDicom.Sequence(0x52009230, Frame("10"), Frame("10"));
        File.WriteAllBytes(path, SampleDicom.Encode(set));

        Assert.Contains("two labels", Assert.Throws<DicomException>(() => SegmentationReader.Read(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>Two frames of 3 × 2 pixels, the upper one first.</summary>
    private static SortedDictionary<uint, DicomElement> LabelMap(int bits, ushort[] labels)
    {
        SortedDictionary<uint, DicomElement> set = SampleDicom.Slice(1, 0);
        foreach (uint tag in (uint[])[0x00200032, 0x00200037, 0x00280030, 0x00180050, 0x00281052, 0x00281053])
        {
            set.Remove(tag);
        }

        SampleDicom.Put(set, 0x00080016, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.66.7");
        SampleDicom.Put(set, 0x00080060, DicomVr.CS, "SEG");
        SampleDicom.Put(set, 0x00620001, DicomVr.CS, "LABELMAP");
        SampleDicom.Put(set, 0x00280008, DicomVr.IS, "2");
        SampleDicom.Words(set, 0x00280010, 2);
        SampleDicom.Words(set, 0x00280011, 3);
        SampleDicom.Words(set, 0x00280100, (ushort)bits);
        SampleDicom.Words(set, 0x00280101, (ushort)bits);
        SampleDicom.Words(set, 0x00280102, (ushort)(bits - 1));
        SampleDicom.Words(set, 0x00280103, 0);
        set[0x00620002] = SampleDicom.Sequence(0x00620002, Segment(1), Segment(3), Segment(bits == 8 ? (ushort)4 : (ushort)260));
        SortedDictionary<uint, DicomElement> orientation = [];
        SampleDicom.Put(orientation, 0x00200037, DicomVr.DS, "1\\0\\0\\0\\1\\0");
        SortedDictionary<uint, DicomElement> measures = [];
        SampleDicom.Put(measures, 0x00280030, DicomVr.DS, "1\\1");
        SampleDicom.Put(measures, 0x00180088, DicomVr.DS, "5");
        SortedDictionary<uint, DicomElement> shared = new() { [0x00209116] = SampleDicom.Sequence(0x00209116, orientation), [0x00289110] = SampleDicom.Sequence(0x00289110, measures) };
        set[0x52009229] = SampleDicom.Sequence(0x52009229, shared);
        set[0x52009230] = SampleDicom.Sequence(0x52009230, Frame("10"), Frame("5"));
        byte[] pixels = new byte[labels.Length * bits / 8];
        for (int i = 0; i < labels.Length; i++)
        {
            pixels[i * bits / 8] = (byte)labels[i];
            if (bits == 16)
            {
                pixels[(2 * i) + 1] = (byte)(labels[i] >> 8);
            }
        }

        SampleDicom.Bytes(set, 0x7FE00010, bits == 8 ? DicomVr.OB : DicomVr.OW, pixels);
        return set;
    }

    private static SortedDictionary<uint, DicomElement> Frame(string z)
    {
        SortedDictionary<uint, DicomElement> position = [];
        SampleDicom.Put(position, 0x00200032, DicomVr.DS, "0\\0\\" + z);
        return new() { [0x00209113] = SampleDicom.Sequence(0x00209113, position) };
    }

    private static SortedDictionary<uint, DicomElement> Segment(ushort number)
    {
        SortedDictionary<uint, DicomElement> segment = [];
        SampleDicom.Words(segment, 0x00620004, number);
        SampleDicom.Put(segment, 0x00620005, DicomVr.LO, "segment");
        return segment;
    }
}

using Voxopsy.Imaging.Dicom;
using static Voxopsy.Imaging.Tests.Dicom.SampleDicom;

namespace Voxopsy.Imaging.Tests.Dicom;

public sealed class SeriesAssemblerTests
{
    [Fact]
    public void Scan_FilesInAnyOrder_AreSortedByPosition()
    {
        using ScratchFolder folder = new();
        int[] order = [3, 1, 4, 0, 2];
        foreach (int i in order)
        {
            File.WriteAllBytes(folder.File($"{order[i]}.dcm"), SampleDicom.Encode(Slice(i, -7.5 + (2.5 * i))));
        }

        AssembledSeries series = Assert.Single(DicomFolder.Scan(folder.Path, new AssemblyOptions(), null, CancellationToken.None).Series);
        Volume volume = SeriesReader.Read(series, new AssemblyOptions(), CancellationToken.None);

        Assert.Equal(new Geometry.VoxelSpacing(0.75, 0.5, 2.5), volume.Grid.Spacing);
        Assert.Equal(new Geometry.PatientPoint(-10, 20, -7.5), volume.Grid.Origin);
        Assert.Equal(1000 + 30 + 29 - 1024, volume[5, 4, 3]);
    }

    [Fact]
    public void Scan_SliceMissing_NamesTheGap()
    {
        AssembledSeries series = Assert.Single(Scan(((double[])[0, 2, 4, 8, 10]).Select((z, i) => Slice(i, z))).Series);

        Assert.Equal(SeriesOutcome.Refused, series.Outcome);
        Assert.Contains(series.Remarks, remark => remark.Finding == SeriesFinding.MissingSlice && remark.Text.Contains("between 4 and 8 mm", StringComparison.Ordinal));
    }

    [Fact]
    public void Scan_SliceMissingAndStraightened_InterpolatesOntoEvenSteps()
    {
        AssemblyOptions options = new() { Uneven = IrregularSlices.Straighten };
        using ScratchFolder folder = new();
        double[] places = [0, 2, 4, 8];
        for (int i = 0; i < places.Length; i++)
        {
            File.WriteAllBytes(folder.File($"{i}.dcm"), SampleDicom.Encode(Slice(i, places[i])));
        }

        AssembledSeries series = Assert.Single(DicomFolder.Scan(folder.Path, options, null, CancellationToken.None).Series);
        Volume volume = SeriesReader.Read(series, options, CancellationToken.None);

        Assert.Equal(5, volume.Grid.Size.Z);
        Assert.Equal(-24 + 25, volume[0, 0, 3], 3);
    }

    [Fact]
    public void Scan_TiltedGantry_IsRefusedOrSheared()
    {
        SortedDictionary<uint, DicomElement>[] slices = [.. Enumerable.Range(0, 4).Select(i =>
        {
            SortedDictionary<uint, DicomElement> slice = Slice(i, 2 * i);
            Put(slice, 0x00200032, DicomVr.DS, $"-10\\{20 + (0.5 * i):0.0}\\{2 * i}");
            Pixels(slice, pixel => (short)(1000 + (100 * ((pixel / Columns) + i))));
            return slice;
        })];

        AssembledSeries series = Assert.Single(Scan(slices).Series);
        Assert.Equal(SeriesOutcome.Refused, series.Outcome);
        Assert.Equal(14.04, series.TiltDegrees, 0.01);

        AssemblyOptions options = new() { Tilt = IrregularSlices.Straighten };
        using ScratchFolder folder = new();
        for (int i = 0; i < slices.Length; i++)
        {
            File.WriteAllBytes(folder.File($"{i}.dcm"), SampleDicom.Encode(slices[i]));
        }

        Volume volume = SeriesReader.Read(Assert.Single(DicomFolder.Scan(folder.Path, options, null, CancellationToken.None).Series), options, CancellationToken.None);

        // Each slice starts one row further back and shows one step more: after shearing, a column reads the same in all slices.
        Assert.True(volume.Grid.Direction.IsOrthogonal);
        for (int z = 1; z < 4; z++)
        {
            Assert.Equal(volume[2, 4, 0], volume[2, 4, z], 3);
        }
    }

    [Fact]
    public void Scan_PhasesThatShareAnAcquisitionNumber_AreSplitByTime()
    {
        IEnumerable<SortedDictionary<uint, DicomElement>> slices = Enumerable.Range(0, 12).Select(i =>
        {
            SortedDictionary<uint, DicomElement> slice = Slice(i, 2 * (i % 4));
            Put(slice, 0x00200012, DicomVr.IS, i < 4 ? "1" : "2");
            Put(slice, 0x00080033, DicomVr.TM, $"10{10 + (i / 4)}00.5");
            return slice;
        });

        IReadOnlyList<AssembledSeries> series = Scan(slices).Series;

        Assert.Equal(3, series.Count);
        Assert.All(series, part => Assert.Equal((SeriesOutcome.Volume, 4), (part.Outcome, part.Frames.Count)));
        Assert.True(series[0].StartSeconds < series[1].StartSeconds);
    }

    [Fact]
    public void Scan_EchoesAtOnePosition_AreSplitByEchoTime()
    {
        IReadOnlyList<AssembledSeries> series = Scan(Enumerable.Range(0, 8).Select(i =>
        {
            SortedDictionary<uint, DicomElement> slice = Slice(i, 2 * (i / 2));
            Put(slice, 0x00180081, DicomVr.DS, i % 2 == 0 ? "4.6" : "9.2");
            return slice;
        })).Series;

        Assert.Equal(["EchoTime=4.6", "EchoTime=9.2"], series.Select(part => part.Part));
    }

    [Fact]
    public void Scan_OnePositionTwiceWithOtherPixels_IsRefused()
    {
        AssembledSeries series = Assert.Single(Scan(((double[])[0, 2, 2, 4]).Select((z, i) => Slice(i, z))).Series);

        Assert.Equal(SeriesOutcome.Refused, series.Outcome);
        Assert.Contains(series.Remarks, remark => remark.Finding == SeriesFinding.RepeatedPosition);
    }

    [Fact]
    public void Scan_ACopyOfASlice_IsLeftOut()
    {
        SortedDictionary<uint, DicomElement> copy = Slice(1, 2);
        Put(copy, 0x00080018, DicomVr.UI, "1.2.3.4.99");
        AssembledSeries series = Assert.Single(Scan([Slice(0, 0), Slice(1, 2), copy, Slice(2, 4), Slice(2, 4)]).Series);

        Assert.Equal((SeriesOutcome.Volume, 3), (series.Outcome, series.Frames.Count));
        Assert.Contains(series.Remarks, remark => remark.Finding == SeriesFinding.DuplicateImage);
    }

    [Theory]
    [InlineData(SeriesFinding.TwoPatients, 0x00100020u, DicomVr.LO, "P2")]
    [InlineData(SeriesFinding.TwoPatients, 0x00100010u, DicomVr.PN, "Roe^Jane")]
    [InlineData(SeriesFinding.TwoFramesOfReference, 0x00200052u, DicomVr.UI, "1.2.3.8")]
    [InlineData(SeriesFinding.OneIdentifierForTwoImages, 0x00080018u, DicomVr.UI, "1.2.3.4.0")]
    [InlineData(SeriesFinding.MixedSpacing, 0x00280030u, DicomVr.DS, "0.5\\0.8")]
    [InlineData(SeriesFinding.MixedRescale, 0x00281054u, DicomVr.LO, "US")]
    [InlineData(SeriesFinding.UnusableImage, 0x00200032u, DicomVr.DS, "-10\\20")]
    [InlineData(SeriesFinding.UnusableImage, 0x00200032u, DicomVr.DS, "-10\\20\\4,0")]
    [InlineData(SeriesFinding.UnusableImage, 0x00200032u, DicomVr.DS, "")]
    [InlineData(SeriesFinding.UnusableImage, 0x00200037u, DicomVr.DS, "1\\0\\0\\NaN\\1\\0")]
    [InlineData(SeriesFinding.UnusableImage, 0x00200037u, DicomVr.DS, "1\\0\\0\\1\\0\\0")]
    [InlineData(SeriesFinding.UnusableImage, 0x00280030u, DicomVr.DS, "0\\0.75")]
    [InlineData(SeriesFinding.UnusableImage, 0x00280030u, DicomVr.DS, "0,5\\0,75")]
    [InlineData(SeriesFinding.UnusableImage, 0x00281053u, DicomVr.DS, "zero")]
    [InlineData(SeriesFinding.UnusableImage, 0x00281053u, DicomVr.DS, "0")]
    public void Scan_OneSliceContradictsTheOthers_RefusesTheSeriesByName(SeriesFinding finding, uint tag, DicomVr vr, string value)
    {
        SortedDictionary<uint, DicomElement>[] slices = [.. Enumerable.Range(0, 4).Select(i => Slice(i, 2 * i))];
        if (finding == SeriesFinding.MixedRescale)
        {
            Array.ForEach(slices, slice => Put(slice, tag, vr, "HU"));
        }

        Put(slices[2], tag, vr, value);
        AssembledSeries series = Assert.Single(Scan(slices).Series);

        Assert.Equal(SeriesOutcome.Refused, series.Outcome);
        Assert.Contains(series.Remarks, remark => remark.Finding == finding);
    }

    [Theory]
    [InlineData(0x00280101u, 17)]
    [InlineData(0x00280102u, 16)]
    [InlineData(0x00280102u, 8)]
    [InlineData(0x00280100u, 12)]
    [InlineData(0x00280103u, 2)]
    [InlineData(0x00280010u, 0)]
    public void Scan_BitDepthsContradictEachOther_RefusesTheSeries(uint tag, ushort value)
    {
        AssembledSeries series = Assert.Single(Scan(Enumerable.Range(0, 3).Select(i =>
        {
            SortedDictionary<uint, DicomElement> slice = Slice(i, 2 * i);
            Words(slice, tag, value);
            return slice;
        })).Series);

        Assert.Equal(SeriesOutcome.Refused, series.Outcome);
    }

    [Fact]
    public void Scan_LocalizerWithinTheSeries_IsSetAside()
    {
        SortedDictionary<uint, DicomElement> scout = Slice(9, 50);
        Put(scout, 0x00080008, DicomVr.CS, "ORIGINAL\\PRIMARY\\LOCALIZER");
        IReadOnlyList<AssembledSeries> series = Scan([Slice(0, 0), Slice(1, 2), Slice(2, 4), scout]).Series;

        Assert.Equal([SeriesOutcome.Volume, SeriesOutcome.SetAside], series.Select(one => one.Outcome));
    }

    [Fact]
    public void Scan_TwoSizes_NeverShareAVolume()
    {
        SortedDictionary<uint, DicomElement> other = Slice(3, 6);
        Words(other, 0x00280010, Columns);
        Words(other, 0x00280011, Rows);
        IReadOnlyList<AssembledSeries> series = Scan([Slice(0, 0), Slice(1, 2), Slice(2, 4), other]).Series;

        Assert.Equal(3, Assert.Single(series, one => one.Outcome == SeriesOutcome.Volume).Frames.Count);
        Assert.All(series, one => Assert.Contains(one.Remarks, remark => remark.Finding == SeriesFinding.MixedSize));
    }

    [Fact]
    public void Read_PerSliceRescale_IsAppliedSliceBySlice()
    {
        using ScratchFolder folder = new();
        for (int i = 0; i < 3; i++)
        {
            SortedDictionary<uint, DicomElement> slice = Slice(i, 2 * i);
            Pixels(slice, _ => 100);
            Put(slice, 0x00281053, DicomVr.DS, $"{i + 1}");
            Put(slice, 0x00281052, DicomVr.DS, "0");
            File.WriteAllBytes(folder.File($"{i}"), SampleDicom.Encode(slice));
        }

        AssembledSeries series = Assert.Single(DicomFolder.Scan(folder.Path, new AssemblyOptions(), null, CancellationToken.None).Series);
        Volume volume = SeriesReader.Read(series, new AssemblyOptions(), CancellationToken.None);

        Assert.Equal([100f, 200f, 300f], Enumerable.Range(0, 3).Select(z => volume[0, 0, z]));
        Assert.Empty(series.Remarks);
    }

    [Theory]
    [InlineData(16, 12, 11, true, 0xF801, -2047)]
    [InlineData(16, 12, 11, true, 0x17FF, 2047)]
    [InlineData(16, 12, 15, false, 0xABC5, 0xABC)]
    [InlineData(16, 16, 15, false, 0xFFFF, 65535)]
    public void Read_StoredBits_AreTakenFromTheirPlace(int allocated, int stored, int high, bool signed, int raw, double expected)
    {
        PixelFormat format = new(1, 1, allocated, stored, high, signed ? SampleKind.Signed : SampleKind.Unsigned);
        float[] fast = new float[1];
        float[] plain = new float[1];
        byte[] bytes = BitConverter.GetBytes((ushort)raw);
        StoredValues.Convert(bytes, ByteOrder.LittleEndian, format, ModalityTransform.Identity, fast);
        StoredValues.ConvertPlain(bytes, format, ModalityTransform.Identity, plain);

        Assert.Equal(expected, fast[0]);
        Assert.Equal(expected, plain[0]);
    }

    [Fact]
    public void Read_NotANumberSlope_MeansNone()
    {
        AssembledSeries series = Assert.Single(Scan(Enumerable.Range(0, 3).Select(i =>
        {
            SortedDictionary<uint, DicomElement> slice = Slice(i, 2 * i);
            Put(slice, 0x00281053, DicomVr.DS, "NaN");
            return slice;
        })).Series);

        Assert.Equal((SeriesOutcome.Volume, 0), (series.Outcome, series.Remarks.Count));
    }
}

using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Dicom.Importing;
using Voxopsy.Imaging.Masks;
using Voxopsy.Testing;

namespace Voxopsy.Imaging.Tests.Masks;

/// <summary>Structure sets and segmentations beside the masks that they were checked against, wherever such pairs lie below the DICOM folder.</summary>
[Trait("Category", "Oracle")]
public sealed class MaskOracleTests
{
    [Fact]
    public void StructureSets_BesideAReferenceMask_EqualItVoxelForVoxel()
    {
        string root = ReferenceFolders.Data("dicom");
        OracleTally tally = new("dicom rtstruct");
        foreach (string path in Directory.EnumerateFiles(root, "reference-mask.nii.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string folder = Path.GetDirectoryName(path)!;
            string id = Path.GetRelativePath(root, folder);
            RtStructureSet set = RtStructureReader.Read(Path.Combine(folder, "rtstruct.dcm"));
            DicomFolder found = DicomFolder.Scan(Path.Combine(folder, "image"), new AssemblyOptions(), null, CancellationToken.None);
            AssembledSeries series = found.Series.Single(series => series.Outcome == SeriesOutcome.Volume);
            tally.CheckText(id, "points to its series", series.Identity.SeriesUid, string.Join(' ', set.ReferencedSeriesUids));
            NamedMask mask = ContourRasterizer.Rasterize(set.Regions.Single(region => region.Problem is null), series.AcquiredGrid!);
            Compare(tally, id, MaskReader.Read(path), mask.Mask);
        }

        tally.Finish();
    }

    [Fact]
    public void Segmentations_BesideALabelMap_EqualItVoxelForVoxel()
    {
        string root = ReferenceFolders.Data("dicom");
        OracleTally tally = new("dicom seg");
        foreach (string path in Directory.EnumerateFiles(root, "seg.dcm", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string labels = Path.Combine(Path.GetDirectoryName(path)!, "label.nrrd");
            if (File.Exists(labels))
            {
                CompareSets(tally, Path.GetRelativePath(root, path), SegmentationReader.Read(path), [labels]);
            }
        }

        foreach (string path in Directory.EnumerateFiles(root, "*.dcm", SearchOption.AllDirectories).Where(path => Path.GetFileName(Path.GetDirectoryName(path)) == "seg").Order(StringComparer.Ordinal))
        {
            string beside = Path.Combine(Path.GetDirectoryName(path)!, "..", "nrrd");
            string name = Path.GetFileNameWithoutExtension(path);
            string[] references = [.. Directory.EnumerateFiles(beside, "*.nrrd").Where(file => Path.GetFileNameWithoutExtension(file) is string other
                && (other == name + "_seg" || (other.StartsWith(name + "-", StringComparison.Ordinal) && other[(name.Length + 1)..].All(char.IsAsciiDigit))))];
            CompareSets(tally, Path.GetRelativePath(root, path), SegmentationReader.Read(path), references);
        }

        tally.Finish();
    }

    /// <summary>Frames and outlines that name their images give a moved mask away, whatever the picture shows.</summary>
    [Fact]
    public void Masks_ThatNameTheirImages_AreFoundOutWhenMoved()
    {
        string root = ReferenceFolders.Data("dicom");
        OracleTally tally = new("dicom masks moved by slices");
        foreach (string folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            DicomFolder found = DicomFolder.Scan(folder, new AssemblyOptions(), null, CancellationToken.None);
            foreach (string path in found.Masks.Select(mask => mask.Path))
            {
                foreach ((AssembledSeries series, DrawnOn[] drawn) in found.Series.Where(series => series.AcquiredGrid is not null && series.Frames.Count > 1).Select(series => (series, Drawn(path, series))).Where(pair => pair.Item2.Length > 0))
                {
                    string id = Path.GetRelativePath(root, path);
                    tally.CheckText(id, "as drawn", string.Empty, ReferenceCheck.Contradiction(drawn, series) ?? string.Empty);
                    foreach (int slices in (int[])[-2, -1, 1, 2])
                    {
                        Imaging.Geometry.PatientVector step = series.AcquiredGrid!.VoxelToPatient.Z.Scale(slices);
                        string? moved = ReferenceCheck.Contradiction(drawn.Select(one => one with { Place = new(one.Place.X + step.X, one.Place.Y + step.Y, one.Place.Z + step.Z) }), series);
                        tally.CheckText(id, $"{slices} slices away", "True", (moved?.Contains($"{Math.Abs(slices)} slices ", StringComparison.Ordinal) ?? false).ToString());
                    }
                }
            }
        }

        tally.Finish();
    }

    /// <summary>What a mask says of images that are in the series.</summary>
    private static DrawnOn[] Drawn(string path, AssembledSeries series)
    {
        try
        {
            DicomFile file = DicomFile.Read(path);
            IEnumerable<DrawnOn> drawn = file.Dataset.Text(DicomTags.Modality) == "RTSTRUCT"
                ? RtStructureReader.Read(file).Regions.SelectMany(region => region.Contours).Where(contour => contour.Points.Count > 0).Select(contour => new DrawnOn(contour.ImageUid, contour.Points[0]))
                : SegmentationReader.Read(file).Drawn;
            return [.. drawn.Where(one => series.InstanceUids.Contains(one.InstanceUid))];
        }
        catch (DicomException)
        {
            // Other tests ask why it is refused.
            return [];
        }
    }

    [Fact]
    public void Segmentation_OfDynamicSeries_LiesOnItsLattice()
    {
        string folder = ReferenceFolders.Data("dicom", "mr-dce-3phase-06");
        Segmentation segmentation = SegmentationReader.Read(Path.Combine(folder, "seg.dcm"));
        DicomFolder found = DicomFolder.Scan(Path.Combine(folder, "dce"), new AssemblyOptions(), null, CancellationToken.None);

        Assert.True(segmentation.IsFractional);
        Assert.Equal(3, found.Series.Count(series => series.Outcome == SeriesOutcome.Volume));
        Assert.Equal(42, segmentation.Grid.Size.Z);
        Mask onImage = RegionOfInterest.Place(segmentation.Read(1).Mask, found.Series[0].AcquiredGrid!);
        Assert.Equal(segmentation.Read(1).Mask.VoxelCount, onImage.VoxelCount);
        Assert.True(onImage.VoxelCount > 0);
    }

    [Fact]
    public void Segmentation_WithDeflatedFrames_EqualsItsPlainTwin()
    {
        Segmentation plain = SegmentationReader.Read(ReferenceFolders.Data("dicom", "ct-liver-seg", "seg", "liver.dcm"));
        Segmentation deflated = SegmentationReader.Read(ReferenceFolders.Data("dicom", "edge-cases", "liver_deflate.dcm"));

        Assert.Equal(plain.Read(1).Mask.ToMembership(), deflated.Read(1).Mask.ToMembership());
    }

    [Fact]
    public void Segmentation_ThatDescribesMoreFramesThanItHas_IsRefused()
    {
        DicomException fault = Assert.Throws<DicomException>(() => SegmentationReader.Read(ReferenceFolders.Data("dicom", "edge-cases", "liver_1frame.dcm")));

        Assert.Contains("announces 1 frames but describes 3", fault.Message, StringComparison.Ordinal);
    }

    private static void CompareSets(OracleTally tally, string id, Segmentation segmentation, string[] references)
    {
        if (references.Length == 0)
        {
            tally.Fail(id, "no reference label map lies beside it");
            return;
        }

        List<Mask> expected = [.. references.SelectMany(file => MaskReader.ReadLabels(file).Keys.Select(label => MaskReader.Read(file, [label])))];
        tally.Check(id, "segments", expected.Count, segmentation.Segments.Count, 0);
        foreach (SegmentDescription segment in segmentation.Segments)
        {
            Mask mask = segmentation.Read(segment.Number).Mask;
            Mask? twin = expected.Find(other => other.VoxelCount == mask.VoxelCount && Same(other, mask));
            if (twin is null)
            {
                tally.Fail(id, $"segment {segment.Number} ({segment.Label}) of {mask.VoxelCount} voxels equals no reference label");
                continue;
            }

            expected.Remove(twin);
            Compare(tally, $"{id} {segment.Number}", twin, mask);
        }
    }

    private static bool Same(Mask a, Mask b)
    {
        try
        {
            return RegionOfInterest.Place(b, a.Grid).ToMembership().AsSpan().SequenceEqual(a.ToMembership());
        }
        catch (GeometryMismatchException)
        {
            return false;
        }
    }

    private static void Compare(OracleTally tally, string id, Mask expected, Mask actual)
    {
        tally.Check(id, "voxels", expected.VoxelCount, actual.VoxelCount, 0);
        Mask placed = RegionOfInterest.Place(actual, expected.Grid);
        byte[] a = expected.ToMembership();
        byte[] b = placed.ToMembership();
        tally.Check(id, "differing voxels", 0, a.Zip(b).Count(pair => pair.First != pair.Second), 0);
    }
}

using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Deidentification;
using Voxopsy.Imaging.Masks;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Imaging.Dicom.Importing;

/// <summary>Writes what an import found and keeps account of it.</summary>
internal sealed class ImportWriter
{
    private readonly ImportRequest _request;
    private readonly DicomFolder _folder;
    private readonly Deidentifier? _deidentifier;
    private readonly List<ImportRow> _rows = [];
    private readonly List<RefusedFile> _refused;
    private readonly List<(AssembledSeries Series, Grid Grid, string File)> _written = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _withheld = [];
    private string? _missingPackage;

    // The picture that the last mask was judged on; masks of one series follow each other.
    private (string File, Volume Volume)? _picture;

    internal ImportWriter(ImportRequest request, DicomFolder folder)
    {
        (_request, _folder, _refused) = (request, folder, [.. folder.Refused]);
        _deidentifier = request.Identities is { } map ? new Deidentifier(request.Retained, map) : null;
        Directory.CreateDirectory(request.Output);
    }

    internal void WriteSeries(AssembledSeries series, CancellationToken cancellation)
    {
        ImportRow row = new()
        {
            Kind = "image",
            Status = series.Outcome switch { SeriesOutcome.Volume => "volume", SeriesOutcome.SetAside => "set-aside", _ => "refused" },
            Identity = series.Identity,
            Part = series.Part,
            Phase = series.Outcome == SeriesOutcome.Volume ? PhaseProposal.Of(series) : new PhaseProposal(string.Empty, string.Empty),
            Files = series.Files.Count,
            Frames = series.Frames.Count,
            Grid = series.AcquiredGrid,
            TiltDegrees = series.TiltDegrees,
            Syntax = series.Syntax?.Name ?? string.Empty,
            Remarks = series.Remarks,
        };
        if (series.Outcome == SeriesOutcome.Volume)
        {
            try
            {
                Volume volume = SeriesReader.Read(series, _request.Assembly, cancellation);
                string file = NameFor("volumes", series.Identity, $"{SafeName.Of(series.Identity.SeriesNumber, "series")}_{SafeName.Of(series.Identity.Modality, "image")}");
                VolumeWriter.Write(Path.Combine(_request.Output, file), volume);
                _written.Add((series, volume.Grid, file));
                row = row with { Grid = volume.Grid, File = file };
            }
            catch (DicomException fault)
            {
                _missingPackage = fault is CodecMissingException missing ? missing.Package : _missingPackage;
                row = row with { Status = "refused", Remarks = [.. row.Remarks, new(SeriesFinding.UnusableImage, $"{Path.GetFileName(fault.Path)}: {fault.Reason}")] };
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                row = row with { Status = "refused", Remarks = [.. row.Remarks, new(SeriesFinding.UnusableImage, fault.Message)] };
            }
        }

        WriteCopies(series, row);
        _rows.Add(row);
    }

    internal void WriteMasks(MaskObject mask)
    {
        try
        {
            DicomFile file = DicomFile.Read(mask.Path);
            if (mask.Identity.Modality == "RTSTRUCT")
            {
                WriteStructures(mask, RtStructureReader.Read(file));
            }
            else
            {
                WriteSegments(mask, SegmentationReader.Read(file));
            }

            Copy(file, mask.Identity);
        }
        catch (ImagingException fault)
        {
            Refuse(mask, string.Empty, fault is DicomException dicom ? dicom.Reason : fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Refuse(mask, string.Empty, fault.Message);
        }
    }

    internal ImportResult Finish()
    {
        IEnumerable<ImportRow> rows = _rows;
        if (_deidentifier is not null)
        {
            rows = [.. _rows.Select(row => DeidentifiedTables.Row(row, _deidentifier, _request))];
            DeidentifiedTables.WriteReport(Path.Combine(_request.Output, "deidentification.json"), _deidentifier, _request, _withheld);
        }

        ImportRow[] final = [.. rows];
        ImportTables.WriteSeries(Path.Combine(_request.Output, "series.csv"), final);
        RefusedFile[] refused = [.. _refused.Select(file => _request.Identities is { } map
            ? new RefusedFile(map.FileName(Path.GetRelativePath(_request.Source, file.Path)), DeidentifiedTables.WithoutValues(file.Reason))
            : file with { Path = Path.GetRelativePath(_request.Source, file.Path) })];
        ImportTables.WriteProblems(Path.Combine(_request.Output, "problems.csv"),
        [
            .. refused.Select(file => (file.Path, "unusable-file", file.Reason)),
            .. from row in final
               from remark in row.Remarks
               where row.Status == "refused" || IsProblem(remark.Finding)
               select ($"{row.Kind} {row.Identity.SeriesUid} {row.Part}".TrimEnd(), ImportTables.Kebab(remark.Finding), remark.Text),
        ]);
        return new ImportResult(final, refused, _folder.FileCount, _missingPackage);
    }

    private static bool IsProblem(SeriesFinding finding) =>
        finding is not (SeriesFinding.Localizer or SeriesFinding.SecondaryCapture or SeriesFinding.ColorImage or SeriesFinding.NotAnImage or SeriesFinding.SplitRepetitions);

    private void WriteSegments(MaskObject mask, Segmentation segmentation)
    {
        (AssembledSeries Series, Grid Grid, string File)? home = FindHome(mask, segmentation.ReferencedSeriesUids, out string? problem);
        if (home is null && FindLattice(mask, segmentation.Grid) is { } neighbor)
        {
            (home, problem) = (neighbor, $"{problem}; it lies on the lattice of {neighbor.File} in the same frame of reference and is written for that");
        }

        string? moved = home is { } drawnOn ? ReferenceCheck.Contradiction(segmentation.Drawn, drawnOn.Series) : null;
        foreach (SegmentDescription segment in segmentation.Segments)
        {
            Mask region = segmentation.Read(segment.Number).Mask;
            List<string> remarks = [.. new[] { problem, moved }.OfType<string>()];
            if (home is { } image)
            {
                try
                {
                    region = OnImage(region, image.Series, image.Grid);
                }
                catch (GeometryMismatchException)
                {
                    Refuse(mask, Label(segment.Number, segment.Label), $"its voxel centers are not those of its series ({image.Grid}); they are {region.Grid}");
                    continue;
                }
            }

            Write(mask, Label(segment.Number, segment.Label), region, [.. remarks, .. home is { } shown ? Doubts(shown.File, region) : []]);
        }
    }

    private void WriteStructures(MaskObject mask, RtStructureSet set)
    {
        (AssembledSeries Series, Grid Grid, string File)? home = FindHome(mask, set.ReferencedSeriesUids, out string? problem);
        foreach (RoiContours roi in set.Regions)
        {
            string label = Label(roi.Number, roi.Name);
            if (home is not { } image || image.Series.AcquiredGrid is not { } acquired)
            {
                Refuse(mask, label, problem ?? "its series has no even slices to draw on");
                continue;
            }

            try
            {
                NamedMask region = ContourRasterizer.Rasterize(roi, acquired);
                Mask placed = OnImage(region.Mask, image.Series, image.Grid);
                string? moved = ReferenceCheck.Contradiction(roi.Contours.Where(contour => contour.Points.Count > 0).Select(contour => new DrawnOn(contour.ImageUid, contour.Points[0])), image.Series);
                Write(mask, label, placed, [.. region.Remarks, .. moved is null ? (string[])[] : [moved], .. Doubts(image.File, placed)]);
            }
            catch (ImagingException fault)
            {
                Refuse(mask, label, fault.Message);
            }
        }
    }

    /// <summary>What the picture says against the place of a region; nothing when it says nothing.</summary>
    private IEnumerable<string> Doubts(string file, Mask region)
    {
        if (_picture is not { } picture || picture.File != file)
        {
            _picture = picture = (file, VolumeReader.Read(Path.Combine(_request.Output, file)));
        }

        if (region.Grid.Size == picture.Volume.Grid.Size && PlacementCheck.Judge(picture.Volume, region) is { Grade: PlacementGrade.Contradicted } evidence)
        {
            yield return $"{evidence.Explanation}; look at it before using it";
        }
    }

    /// <summary>The volume that a mask was drawn on: the first part of a series it names, of the same patient.</summary>
    private (AssembledSeries Series, Grid Grid, string File)? FindHome(MaskObject mask, IReadOnlyList<string> seriesUids, out string? problem)
    {
        problem = null;
        foreach ((AssembledSeries series, Grid grid, string file) in _written.Where(written => seriesUids.Contains(written.Series.Identity.SeriesUid)))
        {
            if (series.Identity.PatientId != mask.Identity.PatientId)
            {
                throw new DicomException(mask.Path, "it belongs to another patient than the series it points to.");
            }

            return (series, grid, file);
        }

        bool present = _folder.Series.Any(series => seriesUids.Contains(series.Identity.SeriesUid));
        problem = seriesUids.Count == 0 ? "it names no series that it was drawn on"
            : present ? "the series it was drawn on was refused or set aside"
            : "the series it was drawn on is not among the files";
        return null;
    }

    /// <summary>A volume of the same patient and frame of reference whose voxel centers are those of a segmentation.</summary>
    private (AssembledSeries Series, Grid Grid, string File)? FindLattice(MaskObject mask, Grid grid)
    {
        foreach ((AssembledSeries series, Grid written, string file) in _written)
        {
            if (mask.Identity.FrameOfReferenceUid.Length > 0 && series.Identity.FrameOfReferenceUid == mask.Identity.FrameOfReferenceUid
                && series.Identity.PatientId == mask.Identity.PatientId && Geometry.LatticeMap.TryCreate(grid, written) is not null)
            {
                return (series, written, file);
            }
        }

        return null;
    }

    /// <summary>The region in the order of the written volume; resampled when that volume was straightened.</summary>
    private static Mask OnImage(Mask region, AssembledSeries series, Grid written)
    {
        if (series.AcquiredGrid is not { } acquired || ReferenceEquals(acquired, written))
        {
            return RegionOfInterest.Place(region, written);
        }

        return Resampler.Resample(RegionOfInterest.Place(region, acquired), written, Interpolation.Linear, 0.5);
    }

    private void Write(MaskObject mask, string label, Mask region, IReadOnlyList<string> remarks)
    {
        string[] parts = label.Split(' ', 2);
        bool named = parts.Length == 2 && (_deidentifier is null || _request.Retained.HasFlag(Retained.Descriptions));
        string shown = named ? $"{parts[0]}_{SafeName.Of(parts[1], "region")}" : parts[0];
        string file = NameFor("masks", mask.Identity, $"{SafeName.Of(mask.Identity.SeriesNumber, "mask")}_{SafeName.Of(mask.Identity.Modality, "mask")}_{shown}");
        VolumeWriter.Write(Path.Combine(_request.Output, file), region);
        _rows.Add(new ImportRow
        {
            Kind = "mask",
            Status = "volume",
            Identity = mask.Identity,
            Part = label,
            Files = 1,
            Grid = region.Grid,
            Voxels = region.VoxelCount,
            File = file,
            Remarks = [.. remarks.Select(text => new SeriesRemark(SeriesFinding.FileRemark, text))],
        });
    }

    private void Refuse(MaskObject mask, string label, string reason) => _rows.Add(new ImportRow
    {
        Kind = "mask",
        Status = "refused",
        Identity = mask.Identity,
        Part = label,
        Files = 1,
        Remarks = [new(SeriesFinding.UnusableImage, $"{Path.GetFileName(mask.Path)}: {reason}")],
    });

    /// <summary>De-identified copies of the files of a series; what may show a name in its pixels is withheld.</summary>
    private void WriteCopies(AssembledSeries series, ImportRow row)
    {
        if (_deidentifier is null)
        {
            return;
        }

        bool shows = series.Remarks.Any(remark => remark.Finding is SeriesFinding.BurnedInText or SeriesFinding.SecondaryCapture or SeriesFinding.ColorImage);
        if (shows || row.Status != "volume")
        {
            _withheld.Add($"{series.Files.Count} file(s): {string.Join(' ', row.Remarks.Select(remark => ImportTables.Kebab(remark.Finding)).Distinct())}");
            return;
        }

        foreach (string path in series.Files)
        {
            Copy(DicomFile.Read(path), series.Identity);
        }
    }

    private void Copy(DicomFile file, SeriesIdentity identity)
    {
        if (_deidentifier is null)
        {
            return;
        }

        DicomDataset clean = _deidentifier.Apply(file.Dataset);
        TransferSyntax syntax = file.Syntax.Compression == PixelCompression.None ? TransferSyntax.ExplicitLittleEndian : file.Syntax;
        string name = NameFor("dicom", identity, clean.Text(DicomTags.SopInstanceUid), ".dcm");
        File.WriteAllBytes(Path.Combine(_request.Output, name), DicomWriter.Write(clean, syntax));
    }

    private static string Label(int number, string name) => $"{number} {name}".TrimEnd();

    private string NameFor(string kind, SeriesIdentity identity, string name, string ending = "")
    {
        string patient = _deidentifier?.Patient(identity) ?? SafeName.Of(identity.PatientId.Length > 0 ? identity.PatientId : identity.PatientName, "patient-unknown");
        Directory.CreateDirectory(Path.Combine(_request.Output, kind, patient));
        for (int attempt = 1; ; attempt++)
        {
            string candidate = $"{kind}/{patient}/{name}{(attempt == 1 ? string.Empty : $"_{attempt}")}{(ending.Length > 0 ? ending : _request.Format == ImportFormat.Nrrd ? ".nrrd" : ".nii.gz")}";
            if (_names.Add(candidate))
            {
                return candidate;
            }
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Dicom.Codecs;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Testing;

namespace Voxopsy.Imaging.Tests.Dicom;

/// <summary>Every folder of DICOM series that has an <c>expected.json</c>: geometry, values and voxels, or the reason for refusing.</summary>
[Trait("Category", "Oracle")]
public sealed class SeriesOracleTests
{
    private static readonly Dictionary<string, string> SopClasses = new()
    {
        ["CT Image Storage"] = "1.2.840.10008.5.1.4.1.1.2",
        ["Enhanced CT Image Storage"] = "1.2.840.10008.5.1.4.1.1.2.1",
        ["Legacy Converted Enhanced CT Image Storage"] = "1.2.840.10008.5.1.4.1.1.2.2",
        ["MR Image Storage"] = "1.2.840.10008.5.1.4.1.1.4",
        ["Enhanced MR Image Storage"] = "1.2.840.10008.5.1.4.1.1.4.1",
        ["Positron Emission Tomography Image Storage"] = "1.2.840.10008.5.1.4.1.1.128",
        ["(missing)"] = string.Empty,
    };

    [Fact]
    public void Dicom_EveryExpectedSeries_HasItsGeometryAndVoxels()
    {
        string root = ReferenceFolders.Data("dicom");
        OracleTally tally = new("dicom");
        foreach (string file in Directory.EnumerateFiles(root, "expected.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(file));
            string folder = Path.GetDirectoryName(file)!;
            foreach (JsonProperty entry in expected.RootElement.EnumerateObject())
            {
                string id = $"{Path.GetRelativePath(root, folder)}/{entry.Name}";
                try
                {
                    CheckSeries(tally, id, entry.Value, Select(folder, entry));
                }
                catch (CodecMissingException) when (!OpenJpeg.IsPresent)
                {
                    // Without the library the refusal that names its package is the expected answer.
                    tally.CheckText(id, "codec", "absent", "absent");
                }
                catch (ImagingException fault)
                {
                    tally.Fail(id, fault.Message);
                }
            }
        }

        tally.Finish();
    }

    /// <summary>The series an entry is about: those of the folder it names, else those of its class in the whole folder.</summary>
    private static AssembledSeries[] Select(string folder, JsonProperty entry)
    {
        string inside = Path.Combine(folder, entry.Name);
        string place = Directory.Exists(inside) ? inside : folder;
        DicomFolder found = DicomFolder.Scan(place, new AssemblyOptions { Tilt = IrregularSlices.Keep }, null, CancellationToken.None);
        string type = entry.Value.GetProperty("sop_class").GetString()!;
        return [.. found.Series.Where(series => !SopClasses.TryGetValue(type, out string? uid) || series.SopClassUid == uid)];
    }

    private static void CheckSeries(OracleTally tally, string id, JsonElement expected, AssembledSeries[] parts)
    {
        if (parts.Length == 0)
        {
            tally.Fail(id, "no series was assembled");
            return;
        }

        AssembledSeries series = parts[0];
        tally.CheckText(id, "modality", expected.GetProperty("modality").GetString()!, series.Identity.Modality);
        tally.CheckText(id, "transfer syntax", string.Join('|', expected.GetProperty("transfer_syntax").EnumerateArray().Select(item => item.GetString())), series.Syntax!.Name);
        tally.Check(id, "frames", expected.GetProperty("n_frames").GetInt32(), parts.Sum(part => part.Frames.Count), 0);
        tally.Check(id, "rows", expected.GetProperty("rows").GetInt32(), series.Rows, 0);
        tally.Check(id, "columns", expected.GetProperty("columns").GetInt32(), series.Columns, 0);
        if (!expected.GetProperty("single_orientation").GetBoolean())
        {
            tally.CheckText(id, "mixed orientations never share a volume", "True", parts.All(part => part.Frames.All(frame => frame.Normal.Dot(part.Frames[0].Normal) > 0.9999)).ToString());
            tally.CheckText(id, "reason", "True", parts.All(part => part.Remarks.Any(remark => remark.Finding == SeriesFinding.MixedOrientation)).ToString());
            return;
        }

        tally.CheckText(id, "parts", "1", parts.Length.ToString());
        if (expected.TryGetProperty("angle_between_stacking_direction_and_normal_deg", out JsonElement angle))
        {
            tally.Check(id, "tilt degrees", angle.GetDouble(), series.TiltDegrees, 0.06, OracleTally.Measure.Absolute);
        }

        if (expected.GetProperty("uniform_steps").GetBoolean())
        {
            CheckLattice(tally, id, expected, series);
        }
        else
        {
            CheckRefusal(tally, id, expected, series);
        }

        CheckVoxels(tally, id, expected, SeriesReader.ReadSlices(series, CancellationToken.None));
    }

    private static void CheckLattice(OracleTally tally, string id, JsonElement expected, AssembledSeries series)
    {
        tally.CheckText(id, "outcome", "Volume", series.Outcome.ToString());
        if (series.AcquiredGrid is not { } grid)
        {
            tally.Fail(id, $"no lattice: {string.Join("; ", series.Remarks.Select(remark => remark.Text))}");
            return;
        }

        double[][] rows = [.. expected.GetProperty("affine_lps_col_row_slice").EnumerateArray().Select(row => row.EnumerateArray().Select(item => item.GetDouble()).ToArray())];
        Affine map = grid.VoxelToPatient;
        double[][] actual =
        [
            [map.X.X, map.Y.X, map.Z.X, map.Offset.X],
            [map.X.Y, map.Y.Y, map.Z.Y, map.Offset.Y],
            [map.X.Z, map.Y.Z, map.Z.Z, map.Offset.Z],
        ];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                tally.Check(id, $"affine [{i},{j}]", rows[i][j], actual[i][j], 2e-5, OracleTally.Measure.Absolute);
            }
        }

        tally.CheckText(id, "axes", expected.GetProperty("axis_directions_lps").GetString()!, Orientation.Codes(grid.Direction));
    }

    private static void CheckRefusal(OracleTally tally, string id, JsonElement expected, AssembledSeries series)
    {
        tally.CheckText(id, "outcome", "Refused", series.Outcome.ToString());
        double smallest = expected.GetProperty("slice_step_along_normal_mm").GetProperty("min").GetDouble();
        tally.CheckText(id, "names the reason", "True", series.Remarks.Any(remark => smallest == 0
            ? remark.Finding == SeriesFinding.RepeatedPosition
            : remark.Finding is SeriesFinding.MissingSlice or SeriesFinding.UnevenSpacing).ToString());
        if (smallest > 0)
        {
            double[] positions = [.. expected.GetProperty("positions_along_normal_mm").EnumerateArray().Select(item => item.GetDouble())];
            for (int i = 0; i < positions.Length; i++)
            {
                tally.Check(id, $"position {i}", positions[i], series.SlicePositions[i], 1e-3, OracleTally.Measure.Absolute);
            }
        }
    }

    private static void CheckVoxels(OracleTally tally, string id, JsonElement expected, float[] voxels)
    {
        tally.Check(id, "minimum", expected.GetProperty("value_min").GetDouble(), voxels.Min(), 1e-6);
        tally.Check(id, "maximum", expected.GetProperty("value_max").GetDouble(), voxels.Max(), 1e-5);
        tally.Check(id, "mean", expected.GetProperty("value_mean").GetDouble(), voxels.Average(voxel => (double)voxel), 1e-5);
        if (expected.TryGetProperty("sha256_int32_le_slice_row_col_sorted_along_normal", out JsonElement hash) && Array.TrueForAll(voxels, voxel => voxel == MathF.Floor(voxel)))
        {
            byte[] bytes = new byte[4 * voxels.Length];
            for (int i = 0; i < voxels.Length; i++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), (int)voxels[i]);
            }

            tally.CheckText(id, "voxels", hash.GetString()!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }
}

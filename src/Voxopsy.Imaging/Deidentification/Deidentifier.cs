using System.Globalization;
using System.Text;
using Voxopsy.Imaging.Dicom;

namespace Voxopsy.Imaging.Deidentification;

/// <summary>Removes from a data set what tells who the patient is, item by item and at every depth.</summary>
/// <param name="retained">What is kept on purpose.</param>
/// <param name="map">Where new identities come from.</param>
public sealed class Deidentifier(Retained retained, IdentityMap map)
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>Gets how often each action met each element, by the element's name.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>The new name of the patient that a data set belongs to.</summary>
    /// <param name="identity">Who the data set belongs to.</param>
    /// <returns>The pseudonym.</returns>
    public string Patient(SeriesIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return map.Patient(KeyOf(identity));
    }

    /// <summary>A data set without identity.</summary>
    /// <param name="dataset">The data set; it is not changed.</param>
    /// <returns>A new data set that says it was de-identified, and how.</returns>
    public DicomDataset Apply(DicomDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        string patient = KeyOf(ImageFileReader.Identify(dataset));
        SortedDictionary<DicomTag, DicomElement> elements = [];
        foreach (DicomElement element in Treat(dataset, patient))
        {
            elements[element.Tag] = element;
        }

        string pseudonym = map.Patient(patient);
        elements[DicomTags.PatientName] = DicomWriter.Text(DicomTags.PatientName, DicomVr.PN, pseudonym);
        elements[DicomTags.PatientId] = DicomWriter.Text(DicomTags.PatientId, DicomVr.LO, pseudonym);
        foreach (DicomElement mark in Marks())
        {
            elements[mark.Tag] = mark;
        }

        return new DicomDataset([.. elements.Values], dataset.Order, null);
    }

    private static string KeyOf(SeriesIdentity identity) => identity.PatientId.Length > 0 ? identity.PatientId : $"{identity.PatientName}|{identity.BirthDate}";

    private List<DicomElement> Treat(DicomDataset dataset, string patient)
    {
        List<DicomElement> kept = [];
        foreach (DicomElement element in dataset.Elements)
        {
            if (element.Tag.Group == 0x7FE0 && element.Tag.Element is 0x0008 or 0x0009 or 0x0010)
            {
                kept.Add(element);
                continue;
            }

            ElementAction action = ConfidentialityProfile.Of(element, retained);
            if (action is not (ElementAction.Keep or ElementAction.Descend))
            {
                string name = $"{action}: {(element.Tag.IsPrivate ? "private elements" : DataDictionary.NameOf(element.Tag))}";
                _counts[name] = _counts.GetValueOrDefault(name) + 1;
            }

            switch (action)
            {
                case ElementAction.Keep:
                    kept.Add(Shifted(element, patient));
                    break;
                case ElementAction.Empty:
                    kept.Add(DicomElement.OfBytes(element.Tag, element.Vr, default));
                    break;
                case ElementAction.Replace:
                    kept.Add(DicomVrRules.IsText(VrOf(element)) ? DicomWriter.Text(element.Tag, VrOf(element), Dummy(element, dataset, patient)) : DicomElement.OfBytes(element.Tag, element.Vr, new byte[2]));
                    break;
                case ElementAction.MapUid:
                    kept.Add(DicomWriter.Text(element.Tag, DicomVr.UI, string.Join('\\', dataset.Texts(element.Tag).Select(map.Uid))));
                    break;
                case ElementAction.Descend:
                    kept.Add(DicomElement.OfItems(element.Tag, [.. element.Items!.Select(item => new DicomDataset(Treat(item, patient), item.Order, null))]));
                    break;
                default:
                    break;
            }
        }

        return kept;
    }

    private static DicomVr VrOf(DicomElement element) => element.Vr == DicomVr.UN ? DataDictionary.VrOf(element.Tag) : element.Vr;

    /// <summary>A value that the representation allows and that says nothing.</summary>
    private string Dummy(DicomElement element, DicomDataset dataset, string patient) => VrOf(element) switch
    {
        _ when element.Tag == DicomTags.PatientId => map.Patient(patient),
        _ when element.Tag == DicomTags.RoiName => $"region {dataset.Text(DicomTags.RoiNumber)}",
        DicomVr.DA => "19000101",
        DicomVr.TM => "000000",
        DicomVr.DT => "19000101000000",
        DicomVr.AS => "000Y",
        DicomVr.DS or DicomVr.IS => "0",
        _ => "REMOVED",
    };

    /// <summary>Moves a date or date and time into the past when dates are kept that way.</summary>
    private DicomElement Shifted(DicomElement element, string patient)
    {
        if (!retained.HasFlag(Retained.ShiftedDates) || element.Vr is not (DicomVr.DA or DicomVr.DT) || element.Value.Length < 8)
        {
            return element;
        }

        string[] values = Encoding.ASCII.GetString(element.Value.Span).TrimEnd('\0', ' ').Split('\\');
        for (int i = 0; i < values.Length; i++)
        {
            string rest = values[i].Length > 8 ? values[i][8..] : string.Empty;
            values[i] = values[i].Length >= 8 && DateOnly.TryParseExact(values[i].AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
                ? day.AddDays(-map.DaysBack(patient)).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + rest
                : string.Empty;
        }

        return DicomWriter.Text(element.Tag, element.Vr, string.Join('\\', values));
    }

    /// <summary>What the standard wants a de-identified object to say of itself (PS3.15, E.1.1 and PS3.16, CID 7050).</summary>
    private IEnumerable<DicomElement> Marks()
    {
        yield return DicomWriter.Text(DicomTag.Of(0x0012_0062), DicomVr.CS, "YES");
        yield return DicomWriter.Text(DicomTag.Of(0x0012_0063), DicomVr.LO, "DICOM PS3.15 basic profile");
        List<(string Code, string Meaning)> codes = [("113100", "Basic Application Confidentiality Profile")];
        foreach ((Retained option, string code, string meaning) in (ReadOnlySpan<(Retained, string, string)>)
        [
            (Retained.FullDates, "113106", "Retain Longitudinal Temporal Information Full Dates Option"),
            (Retained.ShiftedDates, "113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
            (Retained.PatientCharacteristics, "113108", "Retain Patient Characteristics Option"),
            (Retained.DeviceIdentity, "113109", "Retain Device Identity Option"),
            (Retained.Uids, "113110", "Retain UIDs Option"),
            (Retained.InstitutionIdentity, "113112", "Retain Institution Identity Option"),
        ])
        {
            if (retained.HasFlag(option))
            {
                codes.Add((code, meaning));
            }
        }

        yield return DicomElement.OfItems(DicomTag.Of(0x0012_0064), [.. codes.Select(code => new DicomDataset(
        [
            DicomWriter.Text(DicomTags.CodeValue, DicomVr.SH, code.Code),
            DicomWriter.Text(DicomTag.Of(0x0008_0102), DicomVr.SH, "DCM"),
            DicomWriter.Text(DicomTags.CodeMeaning, DicomVr.LO, code.Meaning),
        ]))]);
        yield return DicomWriter.Text(DicomTag.Of(0x0028_0303), DicomVr.CS, retained.HasFlag(Retained.FullDates) ? "UNMODIFIED" : retained.HasFlag(Retained.ShiftedDates) ? "MODIFIED" : "REMOVED");
    }
}

"""Assessment: templates, figures, scores and the printed checklist (考核自查表)."""

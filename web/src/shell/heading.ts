/* The title of a page that only the page knows, such as the name of an indicator. */
import { ref } from 'vue'

export const heading = ref('')
